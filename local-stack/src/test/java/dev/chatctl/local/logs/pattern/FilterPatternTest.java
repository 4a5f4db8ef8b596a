package dev.chatctl.local.logs.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                   ; anything                           ; true
          ERROR                                ; [ERROR 400] BAD REQUEST            ; true
          ERROR                                ; error                              ; false
          ERROR Exception                      ; ERROR: no Exception                ; true
          ERROR Exception                      ; ERROR only                         ; false
          ?ERROR ?WARN                         ; WARN late                          ; true
          ?ERROR ?WARN                         ; INFO fine                          ; false
          ERROR -Timeout                       ; ERROR Timeout                      ; false
          ERROR -Timeout                       ; ERROR Other                        ; true
          "BAD REQUEST"                        ; 400 BAD REQUEST                    ; true
          %AUTH[A-Z]+%                         ; 401 UNAUTHORIZED                   ; true
          { $.level = "ERROR" }                ; {"level":"ERROR"}                  ; true
          { $.level = "ERROR" }                ; level ERROR                        ; false
          { $.level = "E*" }                   ; {"level":"ERROR"}                  ; true
          { $.level != "INFO" }                ; {"level":"ERROR"}                  ; true
          { $.level != "INFO" }                ; {"other":1}                        ; false
          { $.ms > 100 }                       ; {"ms":101}                         ; true
          { $.ms >= 1e2 }                      ; {"ms":100}                         ; true
          { $.ms < 100 }                       ; {"ms":100}                         ; false
          { $.ip = 203.0.* }                   ; {"ip":"203.0.113.7"}               ; true
          { $.a.b[1] = "x" }                   ; {"a":{"b":["y","x"]}}              ; true
          { $.['a.b'] = 1 }                    ; {"a.b":1}                          ; true
          { $.a IS NULL }                      ; {"a":null}                         ; true
          { $.a IS NULL }                      ; {}                                 ; false
          { $.a NOT EXISTS }                   ; {}                                 ; true
          { $.ok IS TRUE }                     ; {"ok":true}                        ; true
          { $.ok IS FALSE }                    ; {"ok":true}                        ; false
          { ($.a = 1 || $.a = 2) && $.b = 3 }  ; {"a":2,"b":3}                      ; true
          { $.a = 1 || $.a = 2 && $.b = 3 }    ; {"a":1,"b":0}                      ; true
          { $.m = %^con% }                     ; {"m":"connect"}                    ; true
          [ip, user, status = 4*, bytes]       ; 1.2.3.4 ann 404 12                 ; true
          [ip, user, status = 4*, bytes]       ; 1.2.3.4 ann 200 12                 ; false
          [ip, ..., status = 404, bytes > 10]  ; 1.2.3.4 - [now then] "GET /" 404 12; true
          [w = ERROR || w = WARN, ...]         ; WARN it is late                    ; true
          [a, b]                               ; one two three                      ; false
          """)
  void selectsLinesAsCloudWatchDoes(String pattern, String line, boolean matches) {
    assertThat(FilterPattern.parse(pattern).matches(line)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user-1",
        "\"open",
        "{ $.a }",
        "{ a = 1 }",
        "{ $.a = 1",
        "{ $.a IS MAYBE }",
        "[a, ",
        "[..., ...]",
        "%(a)%",
        "%[%",
        "{ $.a[x] = 1 }"
      })
  void saysWhereAPatternIsWrong(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOf(PatternException.class)
        .hasMessageContaining("Invalid filter pattern: at character");
  }
}
