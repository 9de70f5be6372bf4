package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** Entity tags: a resource's own digest, and the precondition that it has not changed. */
final class Etags {

    private Etags() {}

    /** Gives a resource its tag. */
    static ObjectNode tagged(ObjectNode resource) {
        CRC32 digest = new CRC32();
        digest.update(resource.toString().getBytes(StandardCharsets.UTF_8));
        byte[] bytes = Long.toHexString(digest.getValue()).getBytes(StandardCharsets.US_ASCII);
        return resource.put("etag", Base64.getEncoder().encodeToString(bytes));
    }

    /** The resource, or 304 when the caller has it as it is. */
    static Response answer(String ifNoneMatch, ObjectNode resource) {
        String tag = resource.path("etag").asText();
        boolean known = ifNoneMatch != null && ifNoneMatch.replace("\"", "").equals(tag);
        Response.ResponseBuilder answer = known ? Response.notModified() : Response.ok(resource);
        return answer.header("ETag", tag).build();
    }

    /** Refuses a change to a resource that is not what the caller last saw. */
    static void requireMatch(String ifMatch, ObjectNode resource) {
        boolean wanted = ifMatch != null && !ifMatch.equals("*");
        if (wanted && !ifMatch.replace("\"", "").equals(resource.path("etag").asText())) {
            throw new ApiError("conditionNotMet", "If-Match", "Precondition check failed.", null);
        }
    }
}
