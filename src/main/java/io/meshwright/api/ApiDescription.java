package io.meshwright.api;

/** Names of the answers that many addresses of the API share; the package describes them. */
final class ApiDescription {

    static final String UNREADABLE = "Unreadable";
    static final String STRANGER = "Stranger";
    static final String FOREIGN = "Foreign";
    static final String MISSING = "Missing";
    static final String CONFLICT = "Conflict";
    static final String WRONG = "Wrong";

    private ApiDescription() {}
}
