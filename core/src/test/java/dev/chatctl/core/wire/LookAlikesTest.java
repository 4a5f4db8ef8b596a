package dev.chatctl.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.SpoofChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikesTest {
  private final SpoofChecker unicode = new SpoofChecker.Builder().build();

  /** Every character that a name may have and that Unicode says looks like ASCII's. */
  @Test
  void knowsWhatUnicodeKnows() {
    var unknown = new ArrayList<String>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String one = Character.toString(c);
      if (InputRules.name(one).isPresent()) {
        continue;
      }
      String like = unicode.getSkeleton(one);
      boolean isAscii =
          !like.isEmpty() && like.chars().allMatch(a -> a < 0x80 && Character.isLetterOrDigit(a));
      if (isAscii && !LookAlikes.skeleton(one).equals(LookAlikes.skeleton(like))) {
        unknown.add("%04x %s (%s)".formatted(c, one, like));
      }
    }
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ann, \u0430nn",
    "ann, ANN",
    "ann, \uff41nn",
    "admin, adm\u0131n",
    "admin, adrnin",
    "Ivan, lvan",
    "Ivan, 1van",
    "paypal, p\u0430yp\u0430l",
    "root, r00t",
    "scope, \u0455\u0441\u043e\u0440\u0435",
    "mod, \ud835\udc26\ud835\udc28\ud835\udc1d",
    "a b, a  b",
  })
  void looksTheSame(String one, String other) {
    assertThat(LookAlikes.skeleton(other)).isEqualTo(LookAlikes.skeleton(one));
  }

  @ParameterizedTest
  @CsvSource({
    "ann, anne",
    "ann, \u00e1nn",
    "\u674e, \u738b",
    "\u041c\u0430\u0440\u0438\u044f, \u041c\u0430\u0440\u0442\u0430",
    "ann, a nn"
  })
  void looksDifferent(String one, String other) {
    assertThat(LookAlikes.skeleton(other)).isNotEqualTo(LookAlikes.skeleton(one));
  }

  /** A locale must not decide who is who, as Turkish does of the letter i. */
  @Test
  void isTheSameEverywhere() {
    Locale before = Locale.getDefault();
    List<String> skeletons = new ArrayList<>();
    try {
      for (String locale : List.of("en", "tr", "lt")) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        skeletons.add(LookAlikes.skeleton("ADMIN"));
      }
    } finally {
      Locale.setDefault(before);
    }
    assertThat(skeletons).containsOnly(LookAlikes.skeleton("admin"));
  }
}
