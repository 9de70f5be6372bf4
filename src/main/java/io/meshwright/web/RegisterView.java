package io.meshwright.web;

import io.meshwright.access.Actor;
import io.meshwright.contract.ContractChange;
import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.Team;
import io.meshwright.workshop.Choice;
import io.meshwright.workshop.Draft;
import io.meshwright.workshop.Draft.DraftColumn;
import io.meshwright.workshop.Drafts;
import io.meshwright.workshop.FormFields;
import io.meshwright.workshop.NextVersion;
import io.meshwright.workshop.Problem;
import io.meshwright.workshop.Sketch;
import io.meshwright.workshop.SqlFinding;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The registration form as its page shows it: a sketch, what was typed, and which problems to speak of now. */
@TemplateData
public record RegisterView(
        UUID draftId,
        String product,
        boolean submitted,
        Draft draft,
        Sketch sketch,
        FormFields fields,
        List<Option> owners,
        List<Option> zones,
        List<Input> inputs,
        List<CodeLine> sql,
        List<Problem> problems,
        List<Drafts.Kept> kept,
        boolean columnsChanged,
        String saved) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    /** A choice of a list. */
    public record Option(String value, String words, boolean chosen) {}

    /** A table to read, picked or not. */
    public record Input(Choice choice, boolean picked) {}

    /** A line of code; with a caret line under it when something is wrong there. */
    public record CodeLine(String text, boolean wrong, String caret) {}

    /** What stands in a field. */
    public record Field(String name, String value) {}

    /** A part of the form in the list of steps. */
    public record Step(String id, String title, String state, int count) {

        public String icon() {
            return switch (state) {
                case "done" -> "pass";
                case "error" -> "fail";
                default -> "idle";
            };
        }
    }

    static RegisterView of(Actor actor, Mesh mesh, UUID id, FormFields fields, Sketch sketch, List<Drafts.Kept> kept) {
        boolean submitted = fields.has("submitted");
        Draft draft = sketch.draft();
        List<Problem> spoken = sketch.problems().stream()
                .filter(problem -> submitted || isTyped(problem, fields))
                .toList();
        return new RegisterView(
                id,
                fields.text("product"),
                submitted,
                draft,
                sketch,
                fields,
                owners(actor, mesh, draft),
                zones(draft),
                inputs(sketch, draft),
                code(draft, sketch),
                spoken,
                kept.stream().filter(other -> !other.id().equals(id)).toList(),
                !draft.columns().stream().map(RegisterView::signature).toList().equals(posted(fields)),
                CLOCK.format(Instant.now()));
    }

    /** Of what was left empty nobody speaks until somebody wants to register. */
    private static boolean isTyped(Problem problem, FormFields fields) {
        return !problem.field().equals("owner")
                && ((problem.field().equals("when") && fields.has("time"))
                        || problem.field().startsWith("rule.")
                        || (problem.field().equals("name")
                                && !fields.text("title").isBlank())
                        || !fields.text(problem.field()).isBlank());
    }

    private static String signature(DraftColumn column) {
        return column.name() + " " + column.type();
    }

    private static List<String> posted(FormFields fields) {
        return fields.texts("column").stream()
                .map(name -> name + " " + fields.text("type." + name))
                .toList();
    }

    private static List<Option> owners(Actor actor, Mesh mesh, Draft draft) {
        List<Option> owners = new ArrayList<>();
        for (Domain domain : mesh.domains()) {
            if (actor.mayChange(domain.name())) {
                for (Team team : domain.teams()) {
                    boolean chosen =
                            domain.name().equals(draft.domain()) && team.name().equals(draft.team());
                    owners.add(new Option(
                            domain.name() + "/" + team.name(), domain.title() + ", " + team.title(), chosen));
                }
            }
        }
        return owners;
    }

    private static List<Option> zones(Draft draft) {
        Set<String> names = new TreeSet<>();
        ZoneId.getAvailableZoneIds().stream()
                .filter(name -> name.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                .forEach(names::add);
        names.add("UTC");
        return names.stream()
                .map(name -> new Option(
                        name,
                        name.replace('_', ' '),
                        name.equals(draft.schedule().zone())))
                .toList();
    }

    private static List<Input> inputs(Sketch sketch, Draft draft) {
        List<Input> inputs = new ArrayList<>();
        sketch.choices().stream()
                .map(choice -> new Input(choice, draft.inputs().contains(choice.contractId())))
                .sorted((one, other) -> Boolean.compare(other.picked(), one.picked()))
                .forEach(inputs::add);
        return inputs;
    }

    private static List<CodeLine> code(Draft draft, Sketch sketch) {
        List<CodeLine> lines = new ArrayList<>();
        int number = 0;
        for (String text : draft.sql().split("\n", -1)) {
            number++;
            int line = number;
            Optional<SqlFinding> finding = sketch.query().stream()
                    .filter(found -> found.line() == line)
                    .findFirst();
            lines.add(new CodeLine(
                    text.isEmpty() ? " " : text,
                    finding.isPresent(),
                    finding.map(found -> caret(found)).orElse("")));
        }
        return lines;
    }

    private static String caret(SqlFinding finding) {
        return " ".repeat(Math.max(0, finding.column() - 1)) + "^ " + finding.line() + ":" + finding.column();
    }

    public boolean hasSql() {
        return !draft.sql().isBlank();
    }

    public boolean isNewVersion() {
        return !product.isEmpty();
    }

    public String title() {
        return isNewVersion() ? "New version" : "Register a data product";
    }

    public List<Step> steps() {
        return List.of(
                step("what", "What it is"),
                step("from", "Where it comes from"),
                step("how", "How it is made"),
                step("promise", "What it promises"),
                step("when", "When it runs"));
    }

    private Step step(String id, String title) {
        int spoken = (int)
                problems.stream().filter(problem -> problem.step().equals(id)).count();
        boolean open =
                sketch.problems().stream().anyMatch(problem -> problem.step().equals(id));
        return new Step(id, title, spoken > 0 ? "error" : open ? "open" : "done", spoken);
    }

    /** The first problem of a field, or nothing. */
    public String fault(String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(Problem::message)
                .findFirst()
                .orElse("");
    }

    /** Whether the rhythm is this one. */
    public boolean rhythm(String name) {
        return draft.schedule().rhythm().equals(name);
    }

    /** Problems of columns, which stand under their table. */
    public List<Problem> columnProblems() {
        return problems.stream()
                .filter(problem -> problem.field().contains("."))
                .toList();
    }

    /** When it runs. Sources are not published, so a product that reads nothing else follows nobody. */
    public String scheduleWords() {
        boolean follows = inputs.stream()
                .anyMatch(input -> input.picked() && !input.choice().kind().equals("source"));
        return rhythm("upstreams") && !follows
                ? "Only when somebody asks: it reads no product that could be published before it."
                : draft.schedule().words();
    }

    public String nextTimes() {
        List<String> times = sketch.next().stream().map(RegisterView::when).toList();
        return times.isEmpty() ? "" : "Next: " + String.join(", then ", times) + ".";
    }

    private static String when(ZonedDateTime time) {
        return WHEN.format(time);
    }

    public List<String> contract() {
        return sketch.odcs().lines().toList();
    }

    /** What was said of columns that the query has no more; they may come back. */
    public List<Field> lostFields() {
        return fields.values().keySet().stream()
                .filter(name -> sketch.lost().stream().anyMatch(lost -> name.endsWith("." + lost)))
                .map(name -> new Field(name, fields.text(name)))
                .toList();
    }

    public List<ContractChange> breakingChanges() {
        return sketch.version().changes().stream()
                .filter(ContractChange::breaking)
                .toList();
    }

    public int daysKept() {
        return NextVersion.DAYS_KEPT;
    }

    /** Until when the version before would stay, in words. */
    public String keptUntil() {
        return InWords.date(LocalDate.now(ZoneOffset.UTC).plusDays(NextVersion.DAYS_KEPT));
    }
}
