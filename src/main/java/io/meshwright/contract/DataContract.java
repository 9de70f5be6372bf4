package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A data contract (ODCS 3.1.0), as records over the document it came as.
 *
 * @param id ODCS {@code id}; what ports name as {@code contractId}
 * @param status ODCS {@code status}: proposed, draft, active, deprecated or retired
 * @param dataProduct ODCS {@code dataProduct}; empty when the document does not say
 * @param schema ODCS {@code schema}: one object per table
 * @param location where the document starts
 * @param document the YAML text as it was written: the truth these records are read from
 */
public record DataContract(
        String id,
        String name,
        String version,
        String status,
        String domain,
        String dataProduct,
        Description description,
        List<String> tags,
        Optional<Team> team,
        List<SchemaObject> schema,
        List<ServiceLevel> serviceLevels,
        List<Role> roles,
        SourceLocation location,
        String document) {

    public DataContract {
        tags = List.copyOf(tags);
        schema = List.copyOf(schema);
        serviceLevels = List.copyOf(serviceLevels);
        roles = List.copyOf(roles);
    }

    /** ODCS {@code description}; texts are empty when the document is silent. */
    public record Description(String purpose, String limitations, String usage) {}

    /** ODCS {@code team} (3.1: an object; the deprecated array form is read into the same record). */
    public record Team(String name, String description, List<Member> members) {
        public Team {
            members = List.copyOf(members);
        }
    }

    public record Member(String username, String name, String role) {}

    /** ODCS {@code roles}. */
    public record Role(String role, String access, String description) {}

    public boolean isDeprecated() {
        return status.equals("deprecated");
    }

    /** The last day on which it is promised: the service level {@code endOfLife}; empty when it promises no end. */
    public Optional<LocalDate> endOfLife() {
        return serviceLevels.stream()
                .filter(level -> level.property().equalsIgnoreCase("endOfLife"))
                .flatMap(level -> date(level.value()).stream())
                .findFirst();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public Optional<SchemaObject> object(String name) {
        return schema.stream().filter(object -> object.name().equals(name)).findFirst();
    }

    /**
     * The schema object of a port or source: the one of its name, dashes and underscores being the same, or the only one
     * there is.
     */
    public Optional<SchemaObject> objectFor(String port) {
        if (schema.size() == 1) {
            return Optional.of(schema.get(0));
        }
        return schema.stream()
                .filter(object -> object.name().replace('-', '_').equalsIgnoreCase(port.replace('-', '_')))
                .findFirst();
    }
}
