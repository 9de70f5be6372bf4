package io.meshwright.workshop;

import io.meshwright.product.ProductName;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Everything the workshop can say of a draft at this moment.
 *
 * @param draft as typed, with the columns its query has now or had last
 * @param choices what it could read
 * @param query what is wrong with the query; empty when it works
 * @param queryWorks whether the query was analyzed and is good
 * @param lost columns that were described and are in the query no more
 * @param problems all that keeps it from being registered, in the order of the form
 * @param version what it would be registered as
 * @param served the version it follows; empty for a new product
 * @param readers products that read it, whom a breaking change concerns
 */
public record Sketch(
        Draft draft,
        List<Choice> choices,
        List<SqlFinding> query,
        boolean queryWorks,
        List<String> lost,
        List<Problem> problems,
        NextVersion version,
        Optional<String> served,
        List<ProductName> readers,
        String odps,
        String odcs,
        List<ZonedDateTime> next) {

    public Sketch {
        choices = List.copyOf(choices);
        query = List.copyOf(query);
        lost = List.copyOf(lost);
        problems = List.copyOf(problems);
        readers = List.copyOf(readers);
        next = List.copyOf(next);
    }

    /** The same sketch with other problems. */
    public Sketch with(List<Problem> others) {
        return new Sketch(draft, choices, query, queryWorks, lost, others, version, served, readers, odps, odcs, next);
    }

    public boolean isReady() {
        return problems.isEmpty();
    }
}
