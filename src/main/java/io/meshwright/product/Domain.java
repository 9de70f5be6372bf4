package io.meshwright.product;

import java.util.List;

/**
 * A business domain and the teams in it.
 *
 * @param name kebab-case; with underscores it is the BigQuery dataset
 * @param title as people say it, such as Movies interactions
 */
public record Domain(String name, String title, String purpose, List<Team> teams) {
    public Domain {
        teams = List.copyOf(teams);
    }

    /** The BigQuery dataset of the domain: dashes turned into underscores. */
    public String dataset() {
        return name.replace('-', '_');
    }
}
