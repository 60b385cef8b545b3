package dev.leadline.server.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.Profile;
import dev.leadline.crew.Role;
import dev.leadline.server.demo.company.SampleCompany.Colleague;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {
  private final List<Colleague> crew = SampleCompany.crew();

  @Test
  void fortyPeopleWorkThereAndOneAdministers() {
    assertThat(crew).hasSize(40);
    assertThat(crew.stream().map(each -> each.profile().email())).doesNotHaveDuplicates();
    assertThat(
            crew.stream().map(Colleague::profile).filter(each -> each.role() == Role.ADMINISTRATOR))
        .extracting(Profile::email)
        .containsExactly(SampleCompany.ADMINISTRATOR);
  }

  @Test
  void profilesCanBeKept() {
    assertThat(crew).allSatisfy(each -> assertThat(each.profile().problems()).isEmpty());
  }

  @Test
  void everyRegionHasSixToSell() {
    for (Region region : Region.values()) {
      assertThat(crew.stream().filter(each -> each.region().equals(Optional.of(region))))
          .as(region.text())
          .hasSize(6)
          .allMatch(each -> each.profile().role() == Role.SALES);
    }
  }

  @Test
  void noCountryBelongsToTwoRegions() {
    assertThat(List.of(Region.values()).stream().flatMap(region -> region.countries().stream()))
        .doesNotHaveDuplicates();
  }
}
