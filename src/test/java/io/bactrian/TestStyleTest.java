package io.bactrian;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;

/** The rules of the tests themselves, each named as the sentence that it checks. */
@AnalyzeClasses(packages = "io.bactrian", importOptions = OnlyIncludeTests.class)
class TestStyleTest {

    @ArchTest
    static final ArchRule noTestSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    /** The profile proof-quick would not find them in another class. */
    @ArchTest
    static final ArchRule proofsAreIntegrationTests = classes()
            .that(areProofs())
            .should()
            .haveNameMatching(".*IT(\\$.*)?")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule assertionsAreThoseOfAssertJ =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("org.junit.jupiter.api.Assertions");

    private static DescribedPredicate<JavaClass> areProofs() {
        return describe(
                "are tagged proof, or hold a test that is",
                type -> Stream.concat(Stream.of(type), type.getMethods().stream())
                        .anyMatch(TestStyleTest::isProof));
    }

    private static boolean isProof(HasAnnotations<?> annotated) {
        if (annotated.isAnnotatedWith(Tags.class)) {
            return Arrays.stream(annotated.getAnnotationOfType(Tags.class).value())
                    .anyMatch(TestStyleTest::isProof);
        }
        return annotated.isAnnotatedWith(Tag.class) && isProof(annotated.getAnnotationOfType(Tag.class));
    }

    private static boolean isProof(Tag tag) {
        return tag.value().equals("proof");
    }
}
