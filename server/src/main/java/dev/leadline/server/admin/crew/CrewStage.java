package dev.leadline.server.admin.crew;

import dev.leadline.crew.UserImport;
import dev.leadline.server.wiring.Desk;
import dev.leadline.server.wiring.Hub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages for users and groups: one bean for each kind of page. */
@Configuration(proxyBeanMethods = false)
public class CrewStage {
  @Bean
  GivePasswords givePasswords(Hub hub, PasswordEncoder encoder) {
    return new GivePasswords(hub.accounts(), encoder);
  }

  @Bean
  UserPages userPages(Desk desk, GivePasswords passwords) {
    return new UserPages(desk.users(), desk.groups(), passwords);
  }

  @Bean
  UserForms userForms(Desk desk, GivePasswords passwords) {
    return new UserForms(desk.users(), passwords);
  }

  @Bean
  UploadPages uploadPages(Hub hub) {
    return new UploadPages(new UserImport(hub.database().jdbi(), UserImport.Settings.DEFAULT));
  }

  @Bean
  GroupPages groupPages(Desk desk) {
    return new GroupPages(desk.groups(), desk.users(), desk.rules());
  }

  @Bean
  WebMvcConfigurer endOfStaleSessions(Hub hub) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new EndStaleSessions(hub.accounts()))
            .addPathPatterns("/admin", "/admin/**");
      }
    };
  }
}
