package io.traceassert.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.traceassert.otlp.OtlpReceiver;
import io.traceassert.testcontainers.configuration.ConfigurationFile;
import io.traceassert.testcontainers.configuration.Rewiring;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.output.OutputFrame;

class PreparationTest {

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final CollectorLog log = new CollectorLog();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aVersionThatDropsWhatIsUndecidedIsRefused() {
    print("service.go:241\tStarting otelcol-contrib...\t{\"Version\": \"0.140.1\", \"NumCPU\": 2}");

    assertThatThrownBy(() -> prepared("tail-sampling.yaml").requireVersion(log))
        .isInstanceOf(ContainerLaunchException.class)
        .hasMessage(
            "src/test/resources/collector/tail-sampling.yaml has tail_sampling, which can be tested with collector 0.144.0 or later; the image has 0.140");
    assertThatCode(() -> prepared("privacy.yaml").requireVersion(log)).doesNotThrowAnyException();
  }

  @Test
  void laterVersionsAndThoseOfOtherDistributionsAreFine() {
    print("service.go:241\tStarting otelcol-contrib...\t{\"Version\": \"0.145.0\", \"NumCPU\": 2}");
    print("service.go:241\tStarting our-collector...\t{\"Version\": \"0.1.0\", \"NumCPU\": 2}");

    assertThatCode(() -> prepared("tail-sampling.yaml").requireVersion(log))
        .doesNotThrowAnyException();
  }

  @Test
  void policiesAreRecordedWhereThereAreSome() {
    assertThat(prepared("tail-sampling.yaml").command(List.of("--set=a=b")))
        .containsExactly(
            "--config=/etc/traceassert/user-1.yaml",
            "--config=/etc/traceassert/traceassert.yaml",
            "--feature-gates=processor.tailsamplingprocessor.recordpolicy",
            "--set=a=b");
    assertThat(prepared("privacy.yaml").command(List.of()))
        .containsExactly(
            "--config=/etc/traceassert/user-1.yaml", "--config=/etc/traceassert/traceassert.yaml");
  }

  private Preparation prepared(String name) {
    ConfigurationFile file = ConfigurationFile.of(Path.of("src/test/resources/collector", name));
    Rewiring rewiring = Rewiring.of(List.of(file), Map.of(), URI.create("http://test:1"));
    return new Preparation(
        List.of(file),
        new ReceiverAddress(InetAddress.getLoopbackAddress(), "test"),
        receiver,
        rewiring,
        null);
  }

  private void print(String line) {
    log.accept(new OutputFrame(
        OutputFrame.OutputType.STDERR, (line + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
