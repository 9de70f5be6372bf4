package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.util.List;
import java.util.Map;

/** SESSIONS and its variants. */
final class SessionViews {

    private static final String COLUMNS = "creation_time TIMESTAMP; expiration_time TIMESTAMP; is_active BOOL;"
            + " last_modified_time TIMESTAMP; principal_subject STRING; project_id STRING; project_number INT64;"
            + " session_id STRING; user_email STRING";

    static final Map<String, InformationView> ALL = Map.of(
            "SESSIONS", InformationView.ofProject(COLUMNS, scope -> ofProject(scope)),
            "SESSIONS_BY_PROJECT", InformationView.ofProject(COLUMNS, scope -> ofProject(scope)),
            "SESSIONS_BY_USER", InformationView.ofProject(COLUMNS, scope -> ofUser(scope)));

    private SessionViews() {}

    private static List<ObjectNode> ofProject(Scope scope) {
        if (!scope.caller().isTrusted()) {
            throw ApiError.accessDenied("Table " + scope.project() + ":region-us.INFORMATION_SCHEMA.SESSIONS: User does"
                    + " not have bigquery.jobs.listAll permission in project " + scope.project() + ".");
        }
        return scope.sessions();
    }

    private static List<ObjectNode> ofUser(Scope scope) {
        return scope.sessions().stream()
                .filter(session -> session.path("user_email")
                        .asText()
                        .equals(scope.caller().name()))
                .toList();
    }
}
