package io.meshwright.web;

import io.meshwright.diagnostic.Incident;
import io.meshwright.diagnostic.Outage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Turns a refused or failed request into a page when a browser asked for one. */
@Provider
public class ErrorPages implements ContainerResponseFilter {

    /**
     * What the page says; never what a machine said.
     *
     * @param incident the id under which the log has the details; empty when nothing broke
     */
    public record ErrorPage(int status, String title, String text, boolean offersSignIn, String incident) {

        ErrorPage(int status, String title, String text, boolean offersSignIn) {
            this(status, title, text, offersSignIn, "");
        }

        ErrorPage saying(String other) {
            return new ErrorPage(status, title, other, offersSignIn, incident);
        }
    }

    @CheckedTemplate(basePath = "error")
    static class Templates {
        private Templates() {}

        static native TemplateInstance error(ErrorPage page);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isPage = response.getEntity() instanceof TemplateInstance;
        if (response.getStatus() >= 400 && !isPage && !isForPrograms(response) && wantsPage(request)) {
            ErrorPage page = page(response.getStatus());
            boolean saysWhy = response.getStatus() == 403 && response.getEntity() instanceof String;
            response.setEntity(
                    Templates.error(saysWhy ? page.saying((String) response.getEntity()) : page)
                            .render(),
                    null,
                    MediaType.TEXT_HTML_TYPE);
        }
    }

    static String notFound() {
        return Templates.error(page(404)).render();
    }

    static String broken(Incident incident) {
        ErrorPage page = page(incident.status());
        return Templates.error(new ErrorPage(
                        page.status(),
                        page.title(),
                        incident.outage().map(ErrorPages::away).orElse(page.text()),
                        page.offersSignIn(),
                        incident.id().toString()))
                .render();
    }

    private static String away(Outage outage) {
        return outage.what() + " What you typed is still in the form when you go back.";
    }

    /** Google's Java client says it takes HTML, and means JSON. */
    private static boolean isForPrograms(ContainerResponseContext response) {
        return response.getMediaType() != null
                && response.getMediaType().getSubtype().endsWith("json");
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        return request.getAcceptableMediaTypes().stream()
                .anyMatch(type ->
                        type.getType().equals("text") && type.getSubtype().equals("html"));
    }

    private static ErrorPage page(int status) {
        return switch (status) {
            case 401 -> new ErrorPage(401, "Sign in to see this", "This page is for people with an account.", true);
            case 403 ->
                new ErrorPage(
                        403,
                        "This is not yours to change",
                        "Your account has no right to do this. Members of the domain and operators have it.",
                        false);
            case 404 ->
                new ErrorPage(
                        404,
                        "Nothing is at this address",
                        "The product, run or page was renamed or never existed. Search finds what there is.",
                        false);
            case 503 -> new ErrorPage(503, "Back in a moment", "Try again in a moment; nothing is lost.", false);
            case 405 -> new ErrorPage(405, "This address does something else", "Go back and use the page.", false);
            default ->
                status < 500
                        ? new ErrorPage(
                                status,
                                "That could not be read",
                                "The address or form holds a value we do not understand.",
                                false)
                        : new ErrorPage(
                                status,
                                "Something broke on our side",
                                "Go back and try again: what you typed is still in the form. If it happens again, tell an operator the incident; the log has the details under it.",
                                false);
        };
    }
}
