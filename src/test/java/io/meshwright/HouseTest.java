package io.meshwright;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** The house: packages on floors, each using only lower ones. */
@AnalyzeClasses(packages = "io.meshwright", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    /** From the ground up; packages on one floor do not know each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("diagnostic"),
            List.of("document"),
            List.of("contract", "sql", "sample"),
            List.of("product", "warehouse", "lineage", "emulator"),
            List.of("plan", "audit", "source", "access"),
            List.of("run", "workshop"),
            List.of("search", "dashboard"),
            List.of("web", "api"),
            List.of("launch"));

    @ArchTest
    static final ArchRule everyPackageUsesOnlyLowerFloors = floors();

    @ArchTest
    static final ArchRule everyPackageStandsOnAFloor = classes()
            .that()
            .resideInAPackage("io.meshwright..")
            .should()
            .resideInAnyPackage(FLOORS.stream()
                    .flatMap(List::stream)
                    .map(name -> "io.meshwright." + name + "..")
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule onlyTheDoorsKnowHttp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.meshwright.web..",
                    "io.meshwright.api..",
                    "io.meshwright.emulator..",
                    "io.meshwright.access..",
                    "io.meshwright.launch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "org.jboss.resteasy..")
            .because("HTTP comes in through web, api and emulator; access knows who is calling");

    @ArchTest
    static final ArchRule namesComeFromTheField = noClasses()
            .that()
            .resideInAPackage("io.meshwright..")
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto|Service)");

    @ArchTest
    static final ArchRule onlyRunTellsTheTime = noClasses()
            .that()
            .resideInAnyPackage("io.meshwright.contract..", "io.meshwright.sql..", "io.meshwright.plan..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    private static ArchRule floors() {
        CompositeArchRule all = null;
        List<String> allowed = new ArrayList<>();
        for (List<String> floor : FLOORS) {
            for (String name : floor) {
                List<String> reachable = new ArrayList<>(allowed);
                reachable.add(name);
                ArchRule rule = classes()
                        .that()
                        .resideInAPackage("io.meshwright." + name + "..")
                        .should()
                        .onlyDependOnClassesThat(outsideTheHouseOr(reachable))
                        .allowEmptyShould(true)
                        .as(name + " uses only lower floors");
                all = all == null ? CompositeArchRule.of(rule) : all.and(rule);
            }
            allowed.addAll(floor);
        }
        return all;
    }

    private static DescribedPredicate<JavaClass> outsideTheHouseOr(List<String> packages) {
        String[] allowed =
                packages.stream().map(name -> "io.meshwright." + name + "..").toArray(String[]::new);
        return DescribedPredicate.not(resideInAPackage("io.meshwright.."))
                .or(resideInAnyPackage(allowed))
                .as("classes outside the house or in " + packages);
    }
}
