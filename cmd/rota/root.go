package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/interp/explain"
	"rota/lang/diag"
	"rota/lang/locale"
)

// mistake is a wrong use of the command, already in words.
type mistake string

func (m mistake) Error() string { return string(m) }

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "rota",
		Short:         a.text("apply a staff-rotation policy to a roster", "按轮岗政策对花名册作出判定"),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          a.unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if _, ok := locale.Parse(cmd.Flag("lang").Value.String()); !ok && cmd.Flag("lang").Changed {
				return mistake(a.text("--lang takes en or zh", "--lang 可为 en 或 zh"))
			}
			if a.colour != "" && !slices.Contains(colourWhen, a.colour) {
				return mistake(a.text("--color takes auto, always or never", "--color 可为 auto、always 或 never"))
			}
			return a.emptyOption(cmd.Flags())
		},
	}
	root.SetErr(a.errs)
	root.PersistentFlags().String("lang", "", a.text("`LANGUAGE` of messages: en or zh", "信息语言 `LANGUAGE`：en 或 zh"))
	root.PersistentFlags().StringVar(&a.colour, "color", "", a.text("colour messages `WHEN`: auto (on a terminal), always or never", "信息着色 `WHEN`：auto（在终端上）、always 或 never"))
	root.PersistentFlags().BoolVar(&a.all, "all", false, a.text("show all that is wrong with a file, not the first twenty", "显示文件的全部问题，而不只是前二十条"))
	root.PersistentFlags().BoolP("help", "h", false, a.text("show this help", "显示帮助"))
	a.versionFlag(root)
	root.SetUsageTemplate(a.usage())
	root.SetHelpTemplate("{{.Short}}\n\n{{with .Long}}{{.}}\n\n{{end}}{{.UsageString}}\n")
	root.SetHelpCommand(a.helpCommand())
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(a.flagMistake)
	root.DisableFlagsInUseLine = true
	root.AddCommand(a.initCommand(), a.runCommand(), a.whyCommand(), a.checkCommand(), a.testCommand(), a.fmtCommand(), a.replCommand(), a.clausesCommand(),
		a.diffCommand(), a.forecastCommand(), a.auditCommand(), a.replayCommand(), a.benchCommand(), a.explainCommand(), a.completionCommand(), a.manCommand(), a.versionCommand())
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return root
}

// once takes the value of an option; a second would replace it unseen.
type once struct {
	pflag.Value
	given bool
}

var errAgain = errors.New("given twice")

func (o *once) Set(value string) error {
	if o.given {
		return errAgain
	}
	o.given = true
	return o.Value.Set(value)
}

// singly has every option that takes one value take no more.
func singly(root *cobra.Command) {
	guard := func(f *pflag.Flag) {
		if _, list := f.Value.(pflag.SliceValue); !list && f.NoOptDefVal == "" {
			f.Value = &once{Value: f.Value}
		}
	}
	root.PersistentFlags().VisitAll(guard)
	for _, cmd := range root.Commands() {
		cmd.LocalNonPersistentFlags().VisitAll(guard)
	}
}

// emptyOption refuses an option whose value is empty, as of a variable of a script that
// nobody has set: it would be as if it were not there.
func (a *app) emptyOption(given *pflag.FlagSet) (err error) {
	given.Visit(func(f *pflag.Flag) {
		if value := strings.TrimSpace(f.Value.String()); err == nil && (value == "" || value == "[]") { // of a list
			err = a.lacksValue(f.Name)
		}
	})
	return err
}

func (a *app) lacksValue(option string) error {
	return mistake(a.text("the option “"+option+"” needs a value", "选项“"+option+"”需要一个值"))
}

func (a *app) usage() string {
	return a.text("Usage:", "用法：") + `{{if .Runnable}}
  {{.UseLine}}{{if .HasAvailableFlags}} [` + a.text("OPTIONS", "选项") + `]{{end}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} ` + a.text("COMMAND", "命令") + `

` + a.text("Commands:", "命令：") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

` + a.text("Examples:", "示例：") + `
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

` + a.text("Options:", "选项：") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}`
}

// helpCommand shows what --help does: people try either.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [" + a.text("COMMAND", "命令") + "]", Short: a.text("show this help", "显示帮助"), Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			of, _, err := cmd.Root().Find(args)
			if err != nil || of == cmd.Root() {
				of = cmd.Root()
				if err := a.unknownCommand(of, args); err != nil {
					return err
				}
			}
			return of.Help()
		},
	}
}

func (a *app) unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	hint := a.meant(args[0], names)
	return mistake(a.text("there is no command “"+args[0]+"”", "没有命令“"+args[0]+"”") + hint)
}

// takes says what a command line must name.
func (a *app) takes(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return mistake(a.text("the command takes ", "该命令需要") + strings.Join(names, a.text(" ", "、")) + a.text("; see --help", "；参见 --help"))
	}
}

// flagMistake words the errors of the flag library, whose own text is English.
func (a *app) flagMistake(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		hint := a.text("; see --help", "；参见 --help")
		if n := diag.Nearest(unknown.GetSpecifiedName(), names); n != "" {
			hint = a.text("; did you mean --"+n+"?", "；是否指 --"+n+"？")
		}
		return mistake(a.text("there is no option “"+unknown.GetSpecifiedName()+"”", "没有选项“"+unknown.GetSpecifiedName()+"”") + hint)
	case errors.As(err, &missing):
		return a.lacksValue(missing.GetSpecifiedName())
	case errors.Is(err, errAgain) && errors.As(err, &invalid):
		name := "--" + invalid.GetFlag().Name
		return mistake(a.text("the option "+name+" is given twice; it takes one value", "选项 "+name+" 写了两次；只能有一个值"))
	case errors.As(err, &invalid):
		return mistake(a.text("the option “"+invalid.GetFlag().Name+"” cannot be “"+invalid.GetValue()+"”", "选项“"+invalid.GetFlag().Name+"”不能是“"+invalid.GetValue()+"”"))
	}
	return mistake(a.text("the options cannot be read; see --help", "无法识别这些选项；参见 --help"))
}

// plain is an error as a person reads it; only our own texts are shown, and of what they
// repeat of the command line nothing that would steer a terminal.
func (a *app) plain(err error) string {
	var m mistake
	if errors.As(err, &m) {
		return explain.Plain(string(m))
	}
	return a.text("the command cannot be read; see --help", "无法识别该命令；参见 --help")
}
