package io.meshwright.sql;

import com.google.protobuf.Message;
import com.google.zetasql.LocalService;
import com.google.zetasql.ZetaSqlLocalServiceGrpc;
import com.google.zetasql.io.grpc.MethodDescriptor;
import com.google.zetasql.io.grpc.protobuf.ProtoUtils;
import java.lang.reflect.Field;

/**
 * Lets the analyzer answer with deep trees.
 *
 * <p>Protobuf refuses messages nested deeper than 100, which some 25 nested calls reach; the client's marshallers are
 * replaced by ones with a higher limit.
 */
final class NestingDepth {

    private NestingDepth() {}

    static void raiseTo(int depth) {
        replace(
                "getAnalyzeMethod",
                ZetaSqlLocalServiceGrpc.getAnalyzeMethod(),
                LocalService.AnalyzeRequest.getDefaultInstance(),
                LocalService.AnalyzeResponse.getDefaultInstance(),
                depth);
        replace(
                "getParseMethod",
                ZetaSqlLocalServiceGrpc.getParseMethod(),
                LocalService.ParseRequest.getDefaultInstance(),
                LocalService.ParseResponse.getDefaultInstance(),
                depth);
    }

    private static <Q extends Message, A extends Message> void replace(
            String field, MethodDescriptor<Q, A> method, Q request, A response, int depth) {
        try {
            Field descriptor = ZetaSqlLocalServiceGrpc.class.getDeclaredField(field);
            descriptor.setAccessible(true);
            descriptor.set(
                    null,
                    method.toBuilder(
                                    ProtoUtils.marshallerWithRecursionLimit(request, depth),
                                    ProtoUtils.marshallerWithRecursionLimit(response, depth))
                            .build());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This zetasql-client has no field " + field, e);
        }
    }
}
