package io.traceassert.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of each published module. */
public abstract class ModuleRules {

  private static final String[] ALWAYS = {"java..", "org.jspecify.."};

  private final Path snapshot;
  private final String[] allowed;
  private final JavaClasses module = new ClassFileImporter().importPath(Path.of("target/classes"));

  /**
   * Makes the rules of a module.
   *
   * @param name the name of its folder
   * @param allowed the packages that it may depend on, its own among them
   */
  protected ModuleRules(String name, String... allowed) {
    snapshot = Path.of("api", name + ".api");
    this.allowed = Stream.concat(Stream.of(ALWAYS), Stream.of(allowed)).toArray(String[]::new);
  }

  @Test
  void publicApiIsTheCommittedOne() throws IOException {
    String api = ApiSnapshot.ofThisModule();
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(snapshot.getParent());
      Files.writeString(snapshot, api);
    }
    assertThat(api)
        .as(
            "%s; when the change is meant: mvn test -Dapi.update=true, and commit the difference",
            snapshot)
        .isEqualTo(Files.readString(snapshot));
  }

  @Test
  void dependsOnNothingButWhatTheArrowsAllow() {
    classes().should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(module);
  }

  @Test
  void packagesFormNoCircle() {
    SlicesRuleDefinition.slices()
        .assignedFrom(new ByPackage())
        .should()
        .beFreeOfCycles()
        .check(module);
  }

  @Test
  void publicClassesAreFinalUnlessTheyAreMadeToBeExtended() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotAnnotations()
        .and()
        .doNotHaveSimpleName("TraceAssertions")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(module);
  }

  @Test
  void nothingSleepsOrPrints() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(module);
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(module);
  }

  private static final class ByPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
