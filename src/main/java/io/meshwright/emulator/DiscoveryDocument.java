package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The description of the API in the form of Google's discovery service, made from one line for each method. */
final class DiscoveryDocument {

    private static final String PROJECT = "projects/{+projectId}";
    private static final String DATASET = PROJECT + "/datasets/{+datasetId}";
    private static final String TABLE = DATASET + "/tables/{+tableId}";
    private static final String PAGE = "maxResults:integer pageToken";
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{\\+?(\\w+)}");

    /**
     * A method.
     *
     * @param query its query parameters as {@code name:type}, strings without one
     * @param sent the schema of what is sent; empty for nothing
     */
    private record Method(String id, String verb, String path, String query, String sent, String answer) {}

    private static final List<Method> METHODS = List.of(
            method("projects.list", "GET", "projects", PAGE, "", "ProjectList"),
            method("projects.getServiceAccount", "GET", PROJECT + "/serviceAccount", "", "", "ServiceAccount"),
            method("datasets.list", "GET", PROJECT + "/datasets", PAGE + " all:boolean filter", "", "DatasetList"),
            method(
                    "datasets.insert",
                    "POST",
                    PROJECT + "/datasets",
                    "accessPolicyVersion:integer",
                    "Dataset",
                    "Dataset"),
            method("datasets.get", "GET", DATASET, "datasetView accessPolicyVersion:integer", "", "Dataset"),
            method("datasets.patch", "PATCH", DATASET, "updateMode accessPolicyVersion:integer", "Dataset", "Dataset"),
            method("datasets.update", "PUT", DATASET, "updateMode accessPolicyVersion:integer", "Dataset", "Dataset"),
            method("datasets.delete", "DELETE", DATASET, "deleteContents:boolean", "", ""),
            method("tables.list", "GET", DATASET + "/tables", PAGE, "", "TableList"),
            method("tables.insert", "POST", DATASET + "/tables", "", "Table", "Table"),
            method("tables.get", "GET", TABLE, "selectedFields view", "", "Table"),
            method("tables.patch", "PATCH", TABLE, "autodetect_schema:boolean", "Table", "Table"),
            method("tables.update", "PUT", TABLE, "autodetect_schema:boolean", "Table", "Table"),
            method("tables.delete", "DELETE", TABLE, "", "", ""),
            method(
                    "tables.testIamPermissions",
                    "POST",
                    "{+resource}:testIamPermissions",
                    "",
                    "Permissions",
                    "Permissions"),
            method("tables.getIamPolicy", "POST", "{+resource}:getIamPolicy", "", "PolicyRequest", "Policy"),
            method(
                    "tabledata.list",
                    "GET",
                    TABLE + "/data",
                    PAGE + " selectedFields startIndex formatOptions.useInt64Timestamp:boolean"
                            + " formatOptions.timestampOutputFormat",
                    "",
                    "TableDataList"),
            method("tabledata.insertAll", "POST", TABLE + "/insertAll", "", "InsertAllRequest", "InsertAllResponse"),
            method(
                    "jobs.list",
                    "GET",
                    PROJECT + "/jobs",
                    PAGE + " allUsers:boolean maxCreationTime minCreationTime parentJobId projection stateFilter",
                    "",
                    "JobList"),
            method("jobs.insert", "POST", PROJECT + "/jobs", "", "Job", "Job"),
            method("jobs.get", "GET", PROJECT + "/jobs/{+jobId}", "location", "", "Job"),
            method("jobs.cancel", "POST", PROJECT + "/jobs/{+jobId}/cancel", "location", "", "JobCancelResponse"),
            method("jobs.delete", "DELETE", PROJECT + "/jobs/{+jobId}/delete", "location", "", ""),
            method("jobs.query", "POST", PROJECT + "/queries", "", "QueryRequest", "QueryResponse"),
            method(
                    "jobs.getQueryResults",
                    "GET",
                    PROJECT + "/queries/{+jobId}",
                    PAGE + " location startIndex timeoutMs:integer formatOptions.useInt64Timestamp:boolean"
                            + " formatOptions.timestampOutputFormat",
                    "",
                    "GetQueryResultsResponse"),
            method("routines.list", "GET", DATASET + "/routines", PAGE + " filter readMask", "", "RoutineList"),
            method("routines.insert", "POST", DATASET + "/routines", "", "Routine", "Routine"),
            method("routines.get", "GET", DATASET + "/routines/{+routineId}", "readMask", "", "Routine"),
            method("routines.update", "PUT", DATASET + "/routines/{+routineId}", "", "Routine", "Routine"),
            method("routines.delete", "DELETE", DATASET + "/routines/{+routineId}", "", "", ""),
            method("models.list", "GET", DATASET + "/models", PAGE, "", "ModelList"),
            method(
                    "rowAccessPolicies.list",
                    "GET",
                    TABLE + "/rowAccessPolicies",
                    "pageSize:integer pageToken",
                    "",
                    "RowAccessPolicyList"));

    private DiscoveryDocument() {}

    private static Method method(String id, String verb, String path, String query, String sent, String answer) {
        return new Method(id, verb, path, query, sent, answer);
    }

    /** @param root where the server is, with a slash at the end */
    static ObjectNode at(String root) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "discovery#restDescription").put("discoveryVersion", "v1");
        document.put("id", "bigquery:v2").put("name", "bigquery").put("version", "v2");
        document.put("title", "BigQuery API").put("protocol", "rest");
        document.put("rootUrl", root).put("servicePath", "bigquery/v2/");
        document.put("baseUrl", root + "bigquery/v2/")
                .put("basePath", "/bigquery/v2/")
                .put("batchPath", "batch/bigquery/v2");
        ObjectNode common = document.putObject("parameters");
        for (String name : List.of("alt", "fields", "key", "oauth_token", "quotaUser", "prettyPrint:boolean")) {
            parameter(common, name, "query");
        }
        document.putObject("auth")
                .putObject("oauth2")
                .putObject("scopes")
                .putObject("https://www.googleapis.com/auth/bigquery")
                .put("description", "Work with the data of this server");
        ObjectNode schemas = document.putObject("schemas");
        ObjectNode resources = document.putObject("resources");
        for (Method method : METHODS) {
            String[] names = method.id().split("\\.");
            schema(schemas, method.sent());
            schema(schemas, method.answer());
            resources.withObjectProperty(names[0]).withObjectProperty("methods").set(names[1], describe(method));
        }
        return document;
    }

    private static void schema(ObjectNode schemas, String name) {
        if (!name.isEmpty()) {
            ObjectNode schema = schemas.putObject(name).put("id", name).put("type", "object");
            schema.putObject("additionalProperties").put("type", "any");
        }
    }

    private static ObjectNode describe(Method method) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", "bigquery." + method.id())
                .put("httpMethod", method.verb())
                .put("path", method.path());
        json.put("flatPath", method.path().replace("+", ""));
        ObjectNode parameters = json.putObject("parameters");
        List<String> order = new ArrayList<>();
        Matcher inPath = PATH_PARAMETER.matcher(method.path());
        while (inPath.find()) {
            order.add(inPath.group(1));
            parameter(parameters, inPath.group(1), "path").put("required", true);
        }
        for (String name :
                method.query().isEmpty() ? new String[0] : method.query().split(" ")) {
            ObjectNode parameter = parameter(parameters, name, "query");
            if (name.equals("stateFilter")) {
                parameter.put("repeated", true);
            }
        }
        ArrayNode required = json.putArray("parameterOrder");
        order.forEach(required::add);
        if (!method.sent().isEmpty()) {
            json.putObject("request").put("$ref", method.sent());
        }
        if (!method.answer().isEmpty()) {
            json.putObject("response").put("$ref", method.answer());
        }
        json.putArray("scopes").add("https://www.googleapis.com/auth/bigquery");
        if (method.id().equals("jobs.insert")) {
            upload(json);
        }
        return json;
    }

    private static ObjectNode parameter(ObjectNode parameters, String name, String location) {
        String[] parts = name.split(":");
        String type = parts.length == 1 ? "string" : parts[1].toLowerCase(Locale.ROOT);
        return parameters.putObject(parts[0]).put("type", type).put("location", location);
    }

    /** The file of a load job comes along. */
    private static void upload(ObjectNode json) {
        ObjectNode upload = json.put("supportsMediaUpload", true).putObject("mediaUpload");
        upload.putArray("accept").add("*/*");
        ObjectNode protocols = upload.putObject("protocols");
        String path = "/upload/bigquery/v2/projects/{+projectId}/jobs";
        protocols.putObject("simple").put("multipart", true).put("path", path);
        protocols.putObject("resumable").put("multipart", true).put("path", "/resumable" + path);
    }
}
