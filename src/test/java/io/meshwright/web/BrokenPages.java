package io.meshwright.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** Addresses of the tests at which something breaks that nobody foresaw. */
final class BrokenPages {

    static final String SECRET = "jdbc:postgresql://insides";

    private BrokenPages() {}

    @Path("/broken")
    @Blocking
    public static class OfPeople extends Broken {}

    @Path("/api/v1/broken")
    @Blocking
    public static class OfPrograms extends Broken {}

    @Path("/bigquery/v2/projects/meshwright/broken")
    @Blocking
    public static class OfBigQuery extends Broken {}

    @Path("/away")
    @Blocking
    public static class AwayOfPeople extends Away {}

    @Path("/api/v1/away")
    @Blocking
    public static class AwayOfPrograms extends Away {}

    abstract static class Away {

        @GET
        public String answer() {
            throw new IllegalStateException(new SQLException("Connection refused", "08001"));
        }
    }

    abstract static class Broken {

        @GET
        public String answer() {
            throw new IllegalStateException(SECRET);
        }
    }
}
