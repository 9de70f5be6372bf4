package io.meshwright.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.JobRequests;
import io.meshwright.emulator.job.JobView;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Load jobs that bring their file along: in one request of two parts, or in a session of chunks. */
@Path("/{prefix:(resumable/)?}upload/bigquery/v2/projects/{project}/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class UploadResource {

    /** Bytes that uploads of all callers may take while they wait: as many as one request may have. */
    private static final long MOST_WAITING = 20_000_000_000L;

    private final EmbeddedBigQuery bigQuery;
    private final UploadSessions sessions;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    UploadResource(EmbeddedBigQuery bigQuery, UploadSessions sessions, CurrentCaller caller, ObjectMapper mapper) {
        this.bigQuery = bigQuery;
        this.sessions = sessions;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response start(
            @PathParam("project") String project,
            @QueryParam("uploadType") String type,
            @HeaderParam("Content-Type") String contentType,
            @Context UriInfo uri,
            InputStream body)
            throws IOException {
        Caller who = caller.get();
        if ("multipart".equals(type)) {
            Runnable done = sessions.turn(who);
            try {
                return multipart(project, new MultipartBody(body, contentType), who);
            } finally {
                done.run();
            }
        }
        String id = sessions.open(new UploadSessions.Upload(project, job(body, who), who, file()));
        return Response.ok()
                .header(
                        "Location",
                        uri.getRequestUriBuilder()
                                .replaceQueryParam("upload_id", id)
                                .build())
                .header("X-GUploader-UploadID", id)
                .build();
    }

    private ObjectNode job(InputStream body, Caller who) throws IOException {
        Runnable done = sessions.turn(who);
        try {
            return parse(body.readNBytes(MultipartBody.LARGEST_JOB));
        } finally {
            done.run();
        }
    }

    private UploadSpace space() {
        return new UploadSpace(bigQuery.uploads(), MOST_WAITING);
    }

    private java.nio.file.Path file() throws IOException {
        return space().file();
    }

    private Response multipart(String project, MultipartBody body, Caller who) throws IOException {
        java.nio.file.Path file = file();
        ObjectNode job;
        try {
            job = parse(body.read(file, space()));
        } catch (RuntimeException | IOException e) {
            Files.delete(file);
            requireConnected(e);
            throw e;
        }
        return Response.ok(JobView.json(submit(project, job, who, file))).build();
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response chunk(
            @QueryParam("upload_id") String id, @HeaderParam("Content-Range") String range, InputStream body)
            throws IOException {
        Caller who = caller.get();
        Optional<Job> finished = sessions.finished(id, who);
        if (finished.isPresent()) {
            return Response.ok(JobView.json(finished.get())).build();
        }
        sessions.require(id, who);
        ContentRange wanted = ContentRange.parse(range);
        Runnable done = sessions.turn(who, id);
        try {
            // Another chunk may have ended it meanwhile.
            finished = sessions.finished(id, who);
            return finished.isPresent()
                    ? Response.ok(JobView.json(finished.get())).build()
                    : chunk(id, sessions.require(id, who), wanted, body);
        } catch (IOException e) {
            requireConnected(e);
            throw e;
        } finally {
            done.run();
        }
    }

    private Response chunk(String id, UploadSessions.Upload upload, ContentRange wanted, InputStream body)
            throws IOException {
        long have = wanted.append(upload.file(), body, space());
        if (!wanted.completes(have)) {
            Response.ResponseBuilder incomplete = Response.status(308);
            return (have > 0 ? incomplete.header("Range", "bytes=0-" + (have - 1)) : incomplete).build();
        }
        sessions.close(id);
        Job job = submit(upload.project(), upload.job(), upload.caller(), upload.file());
        sessions.finish(id, job);
        return Response.ok(JobView.json(job)).build();
    }

    /** That somebody hung up is nothing to look into. */
    private static void requireConnected(Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpClosedException) {
                throw new ApiError("stopped", "", "The connection ended before the upload did", error);
            }
        }
    }

    /** What is refused needs its file no more. */
    private Job submit(String project, ObjectNode job, Caller who, java.nio.file.Path file) throws IOException {
        try {
            return bigQuery.jobs().submit(JobRequests.read(project, job, who, Optional.of(file)));
        } catch (ApiError e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private ObjectNode parse(byte[] json) {
        return JsonBodies.object(mapper, json);
    }
}
