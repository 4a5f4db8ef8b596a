package dev.chatctl.admin.setup;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print a script that completes chatctl's commands in bash or zsh.",
    footer = {"", "  source <(chatctl completion bash)"})
public final class CompletionVerb implements Callable<Integer> {
  /** Completes connection ids and rooms as well, which only the running chat knows. */
  private static final String DYNAMIC =
      """

      # Connection ids, rooms and contexts are asked of chatctl itself, of the chat that was typed.
      _chatctl_with_ids() {
        local -a target=()
        local i value word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" kind=""
        case "$previous" in
          --room | history | who) kind=rooms ;;
          --context | use) kind=contexts ;;
          get | show | post | kick | rm | disconnect) kind=ids ;;
        esac
        if [[ -n $kind && $word != -* ]]; then
          for ((i = 1; i < COMP_CWORD; i++)); do
            case "${COMP_WORDS[i]}" in
              --local) target+=(--local) ;;
              --context | --profile)
                value=$((i + 1))
                [[ ${COMP_WORDS[value]} != = ]] || value=$((i + 2))
                ((value >= COMP_CWORD)) || target+=("${COMP_WORDS[i]}" "${COMP_WORDS[value]}")
                ;;
            esac
          done
          COMPREPLY=($(compgen -W "$(chatctl __complete "$kind" --timeout 2s "${target[@]}" 2>/dev/null)" -- "$word"))
        else
          _complete_chatctl
        fi
      }
      complete -F _chatctl_with_ids -o default chatctl
      """;

  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      description = "bash (default) or zsh; the script suits both.")
  private String shell = "bash";

  @Spec private CommandSpec spec;

  CompletionVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw CliException.usage(
          "SHELL: " + shell + " (expected: bash or zsh)", "such as chatctl completion bash");
    }
    invocation.out().print(AutoComplete.bash("chatctl", spec.root().commandLine()));
    invocation.out().print(DYNAMIC);
    return ExitCode.OK.code();
  }
}
