package io.meshwright.sql;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.zetasql.LocalService;
import com.google.zetasql.ZetaSqlLocalServiceGrpc;
import com.google.zetasql.io.grpc.MethodDescriptor;
import com.google.zetasql.io.grpc.Status;
import com.google.zetasql.io.grpc.protobuf.ProtoUtils;
import java.io.InputStream;
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
                                    new Answers<>(
                                            ProtoUtils.marshallerWithRecursionLimit(response, depth), response, depth))
                            .build());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This zetasql-client has no field " + field, e);
        }
    }

    /** Answers as they come: to ask each part whether it is whole takes a quarter of the time of reading it. */
    private record Answers<A extends Message>(MethodDescriptor.Marshaller<A> written, A like, int depth)
            implements MethodDescriptor.Marshaller<A> {
        @Override
        public InputStream stream(A answer) {
            return written.stream(answer);
        }

        @Override
        @SuppressWarnings("unchecked") // A message's parser gives messages of its type.
        public A parse(InputStream stream) {
            CodedInputStream input = CodedInputStream.newInstance(Planning.wanted(stream));
            input.setRecursionLimit(depth);
            input.setSizeLimit(Integer.MAX_VALUE);
            try {
                A answer = (A) like.getParserForType().parsePartialFrom(input);
                input.checkLastTagWas(0);
                return answer;
            } catch (InvalidProtocolBufferException e) {
                throw Status.INTERNAL
                        .withDescription("The analyzer's answer cannot be read")
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }
}
