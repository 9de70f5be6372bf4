package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.result.Page;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TimestampFormat;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Which rows are asked for, and in which form. */
public class PageRequest {

    private static final byte[] AFTER = {'}'};

    @QueryParam("maxResults")
    Long maxResults;

    @QueryParam("startIndex")
    Long startIndex;

    @QueryParam("pageToken")
    String pageToken;

    @QueryParam("fields")
    String fields;

    @QueryParam("formatOptions.useInt64Timestamp")
    boolean useInt64Timestamp;

    @QueryParam("formatOptions.timestampOutputFormat")
    String timestampOutputFormat;

    /** An answer with the page's rows, their total and the next page's token. */
    Response answer(ObjectNode answer, RowSource rows) {
        long start = pageToken != null && !pageToken.isEmpty()
                ? Listing.position(pageToken)
                : startIndex == null ? 0 : startIndex;
        if (start < 0 || (maxResults != null && maxResults < 0)) {
            String parameter = start < 0 ? "startIndex" : "maxResults";
            throw new ApiError("invalid", parameter, "Invalid value for " + parameter + ": it is negative", null);
        }
        Page page = rows.page(start, maxResults == null ? Long.MAX_VALUE : maxResults);
        answer.put("totalRows", Long.toString(rows.totalRows()));
        if (page.next() >= 0 && page.rows() > 0) {
            answer.put("pageToken", Long.toString(page.next()));
        }
        return withRows(answer, page);
    }

    /** The rows are JSON already. */
    private Response withRows(ObjectNode whole, Page page) {
        FieldMask mask = FieldMask.of(fields);
        ObjectNode answer = mask.apply(whole);
        if (page.rows() == 0 || !mask.keeps("rows")) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        }
        String head = answer.toString();
        String comma = answer.isEmpty() ? "" : ",";
        byte[] before = (head.substring(0, head.length() - 1) + comma + "\"rows\":").getBytes(StandardCharsets.UTF_8);
        return Response.ok(page.json(before, AFTER, format()), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private TimestampFormat format() {
        if (useInt64Timestamp || "INT64".equals(timestampOutputFormat)) {
            return TimestampFormat.INT64;
        }
        return "ISO8601_STRING".equals(timestampOutputFormat)
                ? TimestampFormat.ISO8601_STRING
                : TimestampFormat.FLOAT64;
    }
}
