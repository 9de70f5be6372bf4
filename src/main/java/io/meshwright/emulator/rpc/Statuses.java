package io.meshwright.emulator.rpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.meshwright.diagnostic.Incident;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.write.StreamRefusal;

/** Errors in the words of gRPC. */
final class Statuses {

    private static final int LONGEST = 1_000;

    private Statuses() {}

    /** @param method what was asked for */
    static StatusRuntimeException of(String method, Throwable error) {
        if (error instanceof StatusRuntimeException known) {
            return known;
        }
        if (error instanceof StreamRefusal refusal) {
            return WriteMessages.code(refusal)
                    .toStatus()
                    .withDescription(brief(refusal))
                    .asRuntimeException();
        }
        if (error instanceof ApiError refused) {
            return new StatusRuntimeException(code(refused).toStatus().withDescription(brief(refused)), new Metadata());
        }
        Incident incident = Incident.logged(method, error);
        return Status.INTERNAL
                .withDescription("An internal error occurred. Incident " + incident.id())
                .asRuntimeException();
    }

    /** Descriptions are sent as headers, which clients take up to 8 KB of. */
    private static String brief(ApiError error) {
        String message = error.getMessage();
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
    }

    private static Status.Code code(ApiError error) {
        return switch (error.reason()) {
            case "resourcesExceeded", "quotaExceeded" -> Status.Code.RESOURCE_EXHAUSTED;
            default -> Status.Code.valueOf(error.statusName());
        };
    }
}
