package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads that come in chunks and are not complete yet. */
@ApplicationScoped
public class UploadSessions {

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    record Upload(String project, ObjectNode job, Caller caller, Path file) {}

    String open(Upload upload) {
        String id = UUID.randomUUID().toString();
        uploads.put(id, upload);
        return id;
    }

    Upload require(String id, Caller caller) {
        Upload upload = id == null ? null : uploads.get(id);
        if (upload == null || !upload.caller().name().equals(caller.name())) {
            throw ApiError.notFound("Upload " + id);
        }
        return upload;
    }

    void close(String id) {
        uploads.remove(id);
    }
}
