package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
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

    /** Refuses a change to a resource that is not what the caller last saw. */
    static void requireMatch(String ifMatch, ObjectNode resource) {
        boolean wanted = ifMatch != null && !ifMatch.equals("*");
        if (wanted && !ifMatch.replace("\"", "").equals(resource.path("etag").asText())) {
            throw new ApiError("conditionNotMet", "If-Match", "Precondition check failed.", null);
        }
    }
}
