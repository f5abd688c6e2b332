package io.traceassert.junit.w3c;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A shop with one mistake each. */
final class WrongShops {

  private WrongShops() {}

  static final class RestartsEveryTrace extends Shop {

    @Override
    Optional<Parent> parent(List<String> values) {
      return Optional.empty();
    }
  }

  static final class KeepsTheParentId extends Shop {

    @Override
    String parentId(Parent parent, String own) {
      return parent.parentId();
    }
  }

  static final class SendsOnWhatItCannotRead extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      List<String> values = values(received, "traceparent");
      return values.isEmpty() || parent(values).isPresent()
          ? super.sendOn(received)
          : values.stream().map(value -> new Header("traceparent", value)).toList();
    }
  }

  static final class ReadsUpperCase extends Shop {

    @Override
    Optional<Parent> parent(List<String> values) {
      return super.parent(
          values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList());
    }
  }

  static final class SendsOnEveryFlag extends Shop {

    @Override
    int flags(int received) {
      return received;
    }
  }

  static final class KnowsOnlyOneVersion extends Shop {

    @Override
    Optional<Parent> parent(List<String> values) {
      return super.parent(
          values.stream().filter(value -> value.startsWith("00-")).toList());
    }
  }

  static final class DropsTracestate extends Shop {

    @Override
    List<String> members(List<String> values) {
      return List.of();
    }
  }

  static final class AppendsItsMember extends Shop {

    @Override
    List<String> withOwn(List<String> members, String own) {
      List<String> all = new ArrayList<>(members);
      all.add(own);
      return all;
    }
  }

  static final class ReversesTracestate extends Shop {

    @Override
    List<String> members(List<String> values) {
      List<String> members = new ArrayList<>(super.members(values));
      Collections.reverse(members);
      return members;
    }
  }

  static final class KeepsTracestateOfAnInvalidTraceparent extends Shop {

    @Override
    List<String> orphaned(List<Header> received) {
      return members(values(received, "tracestate"));
    }
  }

  static final class ReadsOneTracestateHeader extends Shop {

    @Override
    List<String> members(List<String> values) {
      return super.members(values.subList(0, Math.min(1, values.size())));
    }
  }

  static final class RestartsTheTraceOfAnInvalidTracestate extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      List<String> tracestate = values(received, "tracestate");
      boolean invalid = !String.join("", tracestate).replaceAll("[ \t,]", "").isEmpty()
          && members(tracestate).isEmpty();
      return super.sendOn(invalid ? List.of() : received);
    }
  }

  static final class CutsTracestateAnywhere extends Shop {

    @Override
    List<String> withOwn(List<String> members, String own) {
      String all = String.join(",", super.withOwn(members, own));
      return List.of(all.substring(0, Math.min(1_000, all.length())));
    }
  }

  static final class CountsTraces extends Shop {

    private final AtomicLong traces = new AtomicLong();

    @Override
    String newTraceId() {
      return "1000000000000000%016x".formatted(traces.incrementAndGet());
    }
  }

  static final class RepeatsItsIds extends Shop {

    @Override
    String parentId(Parent parent, String own) {
      return "1234567890abcdef";
    }
  }

  static final class DropsTheFlagRandom extends Shop {

    @Override
    int flags(int received) {
      return received & 1;
    }
  }

  static final class SendsOnTheHigherVersion extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      List<Header> sent = new ArrayList<>(super.sendOn(received));
      List<String> values = values(received, "traceparent");
      boolean higher = parent(values).isPresent()
          && !values.get(0).startsWith("00-")
          && !values.get(0).endsWith("ff");
      if (higher) {
        sent.set(0, new Header("traceparent", values.get(0)));
      }
      return sent;
    }
  }

  static final class TrimsValues extends Shop {

    @Override
    List<String> members(List<String> values) {
      return super.members(values).stream()
          .map(member -> member.replace("= ", "="))
          .toList();
    }
  }

  static final class RestartsTracesWithUnknownFlags extends Shop {

    @Override
    Optional<Parent> parent(List<String> values) {
      boolean higher = values.stream().noneMatch(value -> value.startsWith("00-"));
      return super.parent(values).filter(parent -> higher || parent.flags() < 4);
    }
  }

  static final class TurnsEveryFlagRound extends Shop {

    @Override
    int flags(int received) {
      return ~received & 3;
    }
  }

  static final class DoesNotSayWhatIsRandom extends Shop {

    @Override
    String newFlags() {
      return "01";
    }
  }

  static final class RepeatsItsTraceId extends Shop {

    @Override
    String newTraceId() {
      return "1234567890abcdef1234567890abcdef";
    }
  }

  static final class ReadsAnotherName extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      return super.sendOn(received.stream()
          .map(header ->
              header.isNamed("trace-parent") ? new Header("traceparent", header.value()) : header)
          .toList());
    }
  }

  static final class WritesCapitals extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      return super.sendOn(received).stream()
          .map(header -> new Header("T" + header.name().substring(1), header.value()))
          .toList();
    }
  }

  static final class ValidatesNothing extends Shop {

    @Override
    List<String> members(List<String> values) {
      return Members.of(values).all();
    }

    @Override
    List<String> withOwn(List<String> members, String own) {
      return members;
    }
  }

  static final class SendsAHeaderForEachMember extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      return super.sendOn(received).stream()
          .flatMap(header -> Stream.of(header.value().split(",", -1))
              .map(value -> new Header(header.name(), value)))
          .toList();
    }
  }

  static final class KeepsOneMember extends Shop {

    @Override
    List<String> members(List<String> values) {
      List<String> members = super.members(values);
      return members.subList(0, Math.min(1, members.size()));
    }
  }

  static final class KnowsOnlySimpleMembers extends Shop {

    @Override
    List<String> members(List<String> values) {
      return super.members(values).stream()
          .filter(member -> member.matches("[a-z]\\w{0,20}= ?\\w{1,40}"))
          .toList();
    }
  }

  static final class RestartsTracesWithAnOddTracestate extends Shop {

    @Override
    public List<Header> sendOn(List<Header> received) {
      List<String> members =
          List.of(String.join(",", values(received, "tracestate")).split(",", -1));
      long keys = members.stream().map(Members::key).distinct().count();
      boolean odd = !values(received, "tracestate").isEmpty()
          && (keys < members.size() || members.stream().anyMatch(String::isBlank));
      return super.sendOn(odd ? List.of() : received);
    }
  }

  static final class DropsATracestateWithWhiteSpace extends Shop {

    @Override
    List<String> members(List<String> values) {
      return String.join(",", values).contains("\t") ? List.of() : super.members(values);
    }
  }

  static final class DropsDuplicates extends Shop {

    @Override
    List<String> members(List<String> values) {
      List<String> keys = Members.of(values).all().stream().map(Members::key).toList();
      return keys.size() == keys.stream().distinct().count() ? super.members(values) : List.of();
    }
  }
}
