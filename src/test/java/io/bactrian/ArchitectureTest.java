package io.bactrian;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.jspecify.annotations.NullMarked;

/** The dependency rules of the house, each named as the sentence that it checks. */
@AnalyzeClasses(packages = "io.bactrian", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.bactrian";
    private static final String WIRING = "io.bactrian.wiring";
    private static final String[] SQL = {"java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.."};
    private static final String[] HTTP = {"java.net.http..", "org.apache.hc..", "io.vertx..", "io.netty.."};
    private static final String[] TERMINAL = {ROOT, "io.bactrian.simulate..", "io.bactrian.bench.."};

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("io.bactrian.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingDependsOnTheRoot =
            noClasses().that(outside(ROOT)).should().dependOnClassesThat(inside(ROOT));

    @ArchTest
    static final ArchRule onlyTheCommandLineDependsOnTheWiring =
            noClasses().that(outside(ROOT, WIRING)).should().dependOnClassesThat(inside(WIRING));

    @ArchTest
    static final ArchRule onlyTheWiringDependsOnApi = noClasses()
            .that(outside(ROOT, WIRING, "io.bactrian.api.."))
            .should()
            .dependOnClassesThat(inside("io.bactrian.api.."));

    @ArchTest
    static final ArchRule nothingDependsOnDashboard = noClasses()
            .that(outside(ROOT, "io.bactrian.dashboard.."))
            .should()
            .dependOnClassesThat(inside("io.bactrian.dashboard.."));

    @ArchTest
    static final ArchRule storeDependsOnNoFeature = onlyKnows("io.bactrian.store..");

    @ArchTest
    static final ArchRule failureDependsOnNoFeature = onlyKnows("io.bactrian.failure..", "io.bactrian.store..");

    @ArchTest
    static final ArchRule consistencyDependsOnNoFeature = onlyKnows("io.bactrian.consistency..");

    @ArchTest
    static final ArchRule theCommandsKnowTheApiByItsContractOnly = onlyKnows("io.bactrian.command..");

    @ArchTest
    static final ArchRule consistencyKnowsNoCamel = noClasses()
            .that(inside("io.bactrian.consistency.."))
            .should()
            .dependOnClassesThat(inside("org.apache.camel.."));

    @ArchTest
    static final ArchRule consistencyKnowsNoDatabase = noClasses()
            .that(inside("io.bactrian.consistency.."))
            .should()
            .dependOnClassesThat(inside(SQL).or(inside("org.jdbi..")));

    @ArchTest
    static final ArchRule consistencyKnowsNoHttp =
            noClasses().that(inside("io.bactrian.consistency..")).should().dependOnClassesThat(inside(HTTP));

    @ArchTest
    static final ArchRule helpersOfOneToolDoNotKnowThoseOfAnother = slices().matching("io.bactrian.tool.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheCommandLineAndTheBenchmarkReachTheSimulators =
            noClasses().that(outside(TERMINAL)).should().dependOnClassesThat(inside("io.bactrian.simulate.."));

    @ArchTest
    static final ArchRule onlyStoreKnowsTheDriver =
            noClasses().that(outside("io.bactrian.store..")).should().dependOnClassesThat(inside(SQL));

    @ArchTest
    static final ArchRule quartzIsNamedOnlyInUris = noClasses().should().dependOnClassesThat(inside("org.quartz.."));

    @ArchTest
    static final ArchRule routeBuildersEndInRoutes = classes()
            .that(assignableTo(RouteBuilder.class).and(not(assignableTo(RouteConfigurationBuilder.class))))
            .should()
            .haveSimpleNameEndingWith("Routes")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule routeConfigurationBuildersEndInPolicies = classes()
            .that(assignableTo(RouteConfigurationBuilder.class))
            .should()
            .haveSimpleNameEndingWith("Policies")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyRoutesAndPoliciesImportTheBuilders = noClasses()
            .that(not(routesOrPolicies()))
            .should()
            .dependOnClassesThat(inside("org.apache.camel.builder.."));

    @ArchTest
    static final ArchRule aggregationStrategiesEndInAggregation = classes()
            .that(assignableTo(AggregationStrategy.class))
            .should()
            .haveSimpleNameEndingWith("Aggregation")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noClassIsNamedByWhatSaysNothing =
            classes().should().haveNameNotMatching(".*(Manager|Utils?|Helper|Base|Impl|Common)");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

    @ArchTest
    static final ArchRule nothingIsDeserialised =
            noClasses().should().dependOnClassesThat(assignableTo(java.io.ObjectInputStream.class));

    @ArchTest
    static final ArchRule onlyCommandsWriteToStandardOutput =
            noClasses().that(outside(TERMINAL)).should().accessField(System.class, "out");

    private static ArchRule onlyKnows(String subject, String... others) {
        return noClasses()
                .that(inside(subject))
                .should()
                .dependOnClassesThat(
                        inside("io.bactrian..").and(outside(subject)).and(outside(others)));
    }

    private static DescribedPredicate<JavaClass> inside(String... packages) {
        return resideInAnyPackage(packages);
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return resideOutsideOfPackages(packages);
    }

    private static DescribedPredicate<JavaClass> routesOrPolicies() {
        return describe(
                "routes or policies, or nested in them",
                type -> outermost(type).getSimpleName().matches(".*(Routes|Policies)"));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                String message =
                        type.getName() + " is in " + type.getPackageName() + (marked ? "" : ", not NullMarked");
                events.add(new SimpleConditionEvent(type, marked, message));
            }
        };
    }
}
