package io.meshwright.emulator;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Bodies of requests: a JSON object whose known parts have the shape they must have; nothing stands for an empty one.
 * Null is what was not sent, but in a PATCH, where it removes.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonBodies implements MessageBodyReader<ObjectNode> {

    private static final String INVALID = "Parse Error: Invalid JSON payload received. ";

    private final ObjectMapper mapper;
    private final Request request;

    @Inject
    JsonBodies(ObjectMapper mapper, Request request) {
        this.mapper = mapper;
        this.request = request;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == ObjectNode.class;
    }

    @Override
    public ObjectNode readFrom(
            Class<ObjectNode> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        ObjectNode object = read(mapper, body.readAllBytes());
        return RequestShape.isPatch(request.getMethod(), headers.getFirst(RequestShape.METHOD))
                ? object
                : JsonShape.withoutNulls(object);
    }

    static ObjectNode object(ObjectMapper mapper, byte[] body) {
        return JsonShape.withoutNulls(read(mapper, body));
    }

    private static ObjectNode read(ObjectMapper mapper, byte[] body) {
        JsonNode json;
        try {
            json = mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ApiError("parseError", "", INVALID + "The body is not JSON" + place(e.getLocation()) + ".", e);
        } catch (IOException e) {
            throw new ApiError("parseError", "", INVALID + "The body cannot be read.", e);
        }
        if (json == null || json.isMissingNode() || json.isNull()) {
            return mapper.createObjectNode();
        }
        if (!(json instanceof ObjectNode object)) {
            throw new ApiError("parseError", INVALID + "The body is not a JSON object.");
        }
        JsonShape.require(object);
        return JsonShape.withTexts(object);
    }

    private static String place(JsonLocation found) {
        return found == null || found.getColumnNr() < 1
                ? ""
                : " at line " + found.getLineNr() + ", column " + found.getColumnNr();
    }
}
