package io.meshwright.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Discover: search and browse the mesh. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class DiscoverPages {

    @CheckedTemplate(basePath = "discover")
    static class Templates {
        private Templates() {}

        static native TemplateInstance discover();
    }

    @GET
    public TemplateInstance discover() {
        return Templates.discover();
    }
}
