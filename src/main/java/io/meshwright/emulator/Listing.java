package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.util.List;

/** Pages of lists; a page token is the position the next page starts at. */
final class Listing {

    private static final int MOST = 10_000;

    private Listing() {}

    /** One page, its successor's token left in the answer. */
    static <T> List<T> page(List<T> all, Integer maxResults, String pageToken, ObjectNode answer) {
        int from = (int) Math.min(position(pageToken), all.size());
        int size = maxResults == null || maxResults <= 0 ? MOST : Math.min(maxResults, MOST);
        int to = Math.min(from + size, all.size());
        if (to < all.size()) {
            answer.put("nextPageToken", Integer.toString(to));
        }
        return all.subList(from, to);
    }

    static long position(String pageToken) {
        if (pageToken == null || pageToken.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(pageToken);
        } catch (NumberFormatException e) {
            throw new ApiError("invalid", "pageToken", "Invalid page token: " + pageToken, e);
        }
    }
}
