package io.meshwright.workshop;

import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.workshop.Draft.DraftColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a draft must say before it can be registered, field by field. */
final class DraftRules {

    private static final int LONGEST_TITLE = 80;
    private static final int SHORTEST_PURPOSE = 20;
    static final Set<String> CLASSES = Set.of("public", "internal", "confidential", "restricted");

    private final Draft draft;
    private final Mesh mesh;
    private final Optional<ProductName> follows;
    private final List<Problem> problems = new ArrayList<>();

    DraftRules(Draft draft, Mesh mesh, Optional<ProductName> follows) {
        this.draft = draft;
        this.mesh = mesh;
        this.follows = follows;
    }

    List<Problem> problems(SqlCheck.Checked sql) {
        what();
        from();
        how(sql);
        promise();
        draft.schedule().fault().ifPresent(fault -> add("when", "when", fault));
        return problems;
    }

    private void what() {
        if (draft.title().isEmpty()) {
            add("what", "title", "Give the product a name people will look for.");
        } else if (draft.title().length() > LONGEST_TITLE) {
            add("what", "title", "Use a shorter name, at most " + LONGEST_TITLE + " characters.");
        } else if (!ProductName.isKebab(draft.name()) || draft.name().equals("dashboards")) {
            add("what", "name", "Use lower case words with single dashes in the address, such as user-actions.");
        } else if (isTaken()) {
            add("what", "name", draft.domain() + "/" + draft.name() + " is there already. Choose another name.");
        }
        Optional<Domain> domain = mesh.domain(draft.domain());
        if (domain.isEmpty()) {
            add("what", "owner", "Choose the domain and team that own it.");
        } else if (domain.get().teams().stream().noneMatch(team -> team.name().equals(draft.team()))) {
            add("what", "owner", "Choose the team of " + domain.get().title() + " that owns it.");
        }
        if (!Set.of("producer", "consumer").contains(draft.alignment())) {
            add("what", "alignment", "Choose whom it is shaped for.");
        }
        if (draft.purpose().length() < SHORTEST_PURPOSE || !draft.purpose().contains(" ")) {
            add("what", "purpose", "Write at least one full sentence. People read this before anything else.");
        }
    }

    private boolean isTaken() {
        if (!ProductName.isKebab(draft.domain())) {
            return false;
        }
        ProductName name = new ProductName(draft.domain(), draft.name());
        if (follows.isPresent()) {
            return !follows.get().equals(name);
        }
        return mesh.product(name).isPresent() || mesh.source(name).isPresent();
    }

    private void from() {
        if (draft.inputs().isEmpty()) {
            add("from", "inputs", "Pick at least one product or source to read.");
        }
    }

    private void how(SqlCheck.Checked sql) {
        if (draft.sql().isBlank()) {
            add("how", "sql", "Write one SELECT over what you picked.");
            return;
        }
        for (SqlFinding finding : sql.findings()) {
            String place = finding.line() > 0 ? "Line " + finding.line() + ": " : "";
            add("how", "sql", place + finding.message());
        }
    }

    private void promise() {
        if (draft.grain().isEmpty()) {
            add("promise", "grain", "Say what one row is, such as: one row per user and month.");
        }
        for (DraftColumn column : draft.columns()) {
            if (column.description().isEmpty()) {
                add("promise", "description." + column.name(), "Say what " + column.name() + " means.");
            }
            if (!CLASSES.contains(column.classification())) {
                add("promise", "classification." + column.name(), "Choose a class for " + column.name() + ".");
            }
            ColumnRules.fault(column)
                    .ifPresent(fault -> add("promise", "rule." + column.name(), column.name() + ": " + fault));
        }
    }

    private void add(String step, String field, String message) {
        problems.add(new Problem(step, field, message));
    }
}
