package dev.leadline.server.demo.company;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final Pattern EMAIL =
      Pattern.compile("[a-z]+\\.[a-z]+[0-9]*@[a-z]+(-[a-z]+)*\\.example");

  private final List<Person> people = SampleCompany.people().next(SampleCompany.PROSPECTS);

  @Test
  void peopleAreTheSameInEveryRun() {
    assertThat(SampleCompany.people().next(SampleCompany.PROSPECTS)).isEqualTo(people);
    assertThat(new People(7).next(20)).isNotEqualTo(new People(8).next(20));
  }

  @Test
  void noEmailComesTwiceAlsoAmongThoseWhoComeLater() {
    People endless = SampleCompany.people();

    assertThat(endless.next(12_000).stream().map(Person::email)).doesNotHaveDuplicates();
  }

  @Test
  void emailsBelongToNobody() {
    assertThat(people).allMatch(person -> EMAIL.matcher(person.email()).matches());
  }

  @Test
  void sevenOfTenWorkForACompanyWithCountryTitleAndSize() {
    List<Person> employees = people.stream().filter(Person::hasCompany).toList();

    assertThat(employees).hasSizeBetween(3_300, 3_700);
    assertThat(employees)
        .allMatch(person ->
            Stream.of("country", "city", "zip", "industry", "job_title", "employees")
                .allMatch(field -> !person.fields().getOrDefault(field, "").isEmpty()));
  }

  @Test
  void mostCompaniesHaveFewProspectsAndNoneHasMoreThanFourteen() {
    Map<String, Long> sizes =
        people.stream()
            .filter(Person::hasCompany)
            .collect(groupingBy(person -> text(person, "website"), counting()));

    assertThat(sizes).hasSizeBetween(600, 1_400);
    assertThat(sizes.values()).allMatch(size -> size <= 14);
    assertThat(sizes.values().stream().filter(size -> size <= 5).count())
        .isGreaterThan(sizes.size() * 7L / 10);
  }

  @Test
  void colleaguesShareCompanyDomainAndCountry() {
    Map<String, List<Person>> byDomain =
        people.stream()
            .filter(Person::hasCompany)
            .collect(groupingBy(person -> person.email().replaceAll(".*@", "")));

    assertThat(byDomain.values())
        .allMatch(colleagues ->
            colleagues.stream().map(each -> text(each, "company")).distinct().count() == 1
                && colleagues.stream().map(each -> text(each, "country")).distinct().count() == 1);
  }

  @Test
  void everyRegionHasProspectsAndNorthAmericaMost() {
    Map<String, Long> countries =
        people.stream()
            .filter(Person::hasCompany)
            .collect(groupingBy(person -> text(person, "country"), counting()));

    for (Region region : Region.values()) {
      assertThat(of(countries, region)).as(region.text()).isGreaterThan(150);
    }
    assertThat(of(countries, Region.NORTH_AMERICA))
        .isGreaterThan(of(countries, Region.EUROPE))
        .isBetween(1_000L, 1_700L);
  }

  @Test
  void everySourceTellsOfSome() {
    Map<String, Long> sources = people.stream().collect(groupingBy(Person::source, counting()));

    assertThat(sources.keySet()).containsExactlyInAnyOrderElementsOf(SampleCompany.sources());
    assertThat(sources.values()).allMatch(count -> count > 400);
  }

  private static long of(Map<String, Long> countries, Region region) {
    return region.countries().stream()
        .mapToLong(country -> Optional.ofNullable(countries.get(country)).orElse(0L))
        .sum();
  }

  private static String text(Person person, String field) {
    return person.fields().getOrDefault(field, "");
  }
}
