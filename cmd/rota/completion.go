package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that a script of completion can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion " + strings.Join(shells, "|"),
		Short: a.text("write the script by which a shell completes commands, files and names", "写出命令行补全脚本，可补全命令、文件和名称"),
		Example: `  source <(rota completion bash)
  rota completion bash > ~/.local/share/bash-completion/completions/rota
  rota completion zsh > "${fpath[1]}/_rota"
  rota completion fish > ~/.config/fish/completions/rota.fish
  rota completion powershell | Out-String | Invoke-Expression`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && slices.Contains(shells, args[0]) {
				return nil
			}
			return mistake(a.text("the command takes one of ", "该命令需要以下之一：") + strings.Join(shells, a.text(", ", "、")))
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			return a.writeText("", func(w io.Writer) error {
				switch args[0] {
				case "bash":
					if _, err := io.WriteString(w, plainBash); err != nil {
						return err
					}
					return root.GenBashCompletionV2(w, true)
				case "zsh":
					return root.GenZshCompletion(w)
				case "fish":
					return root.GenFishCompletion(w, true)
				}
				return root.GenPowerShellCompletionWithDesc(w)
			})
		},
	}
}

// plainBash stands in for what the script takes from the package bash-completion, which
// not every machine has: the words typed so far, as bash parts them, and files with some
// endings.
const plainBash = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
    shopt -s extglob
    _get_comp_words_by_ref()
    {
        words=("${COMP_WORDS[@]}")
        cword=$COMP_CWORD
        cur=${COMP_WORDS[COMP_CWORD]}
        prev=${COMP_WORDS[COMP_CWORD - 1]}
    }
    _filedir()
    {
        local IFS=$'\n'
        COMPREPLY=($(compgen -d -- "$cur"))
        [[ $1 == -d ]] || COMPREPLY+=($(compgen -f -X "!*.@(${1%|})" -- "$cur"))
        compopt -o filenames
    }
fi

`
