/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a shell needs to complete the words of a command line. Nothing is asked of lectern while
 * somebody types, so that a shell in a strange folder runs nothing.
 */
#include "help/help.h"

#include "command/command.h"
#include "command/options.h"

#include <stdio.h>
#include <string.h>

static void print_commands(const char *between)
{
    struct help_command command;
    for (size_t i = 0; help_command_at(i, &command); i++)
        printf("%s%s", i > 0 ? between : "", command.name);
}

/* Quotes of the shell and what zsh reads in a description are masked. */
static void print_quoted(const char *words, const char *special)
{
    for (; *words != '\0'; words++)
        if (*words == '\'')
            fputs("'\\''", stdout);
        else
            printf("%s%c", strchr(special, *words) != NULL ? "\\" : "", *words);
}

/* "--a --b" for those whose argument is a file, another thing or none. */
static void print_names(const char *title, bool argument, bool file)
{
    struct option_text option;
    const char *blank = "";
    printf("    local %s='", title);
    for (size_t i = 0; options_describe(i, &option); i++)
        if (option.name != NULL && (option.argument != NULL) == argument && option.file == file) {
            printf("%s--%s", blank, option.name);
            blank = " ";
            if (option.letter != 0)
                printf(" -%c", option.letter);
        }
    fputs("'\n", stdout);
}

static void print_bash(void)
{
    fputs("# bash completion for lectern\n_lectern()\n{\n", stdout);
    print_names("files", true, true);
    print_names("others", true, false);
    print_names("flags", false, false);
    fputs("    local commands='", stdout);
    print_commands(" ");
    fputs("'\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    COMPREPLY=()\n"
          "    case \" $others \" in *\" $before \"*) return ;; esac\n"
          "    case \" $files \" in *\" $before \"*) compopt -o default; return ;; esac\n"
          "    case $word in\n"
          "    -*) COMPREPLY=($(compgen -W \"$files $others $flags\" -- \"$word\")) ;;\n"
          "    *)\n"
          "        [ \"$COMP_CWORD\" -eq 1 ] && COMPREPLY=($(compgen -W \"$commands\" -- "
          "\"$word\"))\n"
          "        compopt -o default ;;\n"
          "    esac\n"
          "}\n"
          "complete -F _lectern lectern\n",
          stdout);
}

static void print_zsh(void)
{
    struct option_text option;
    struct help_command command;
    fputs("#compdef lectern\nlocal -a commands\ncommands=(\n", stdout);
    for (size_t i = 0; help_command_at(i, &command); i++) {
        printf("    '%s:", command.name);
        print_quoted(command.help, "");
        fputs("'\n", stdout);
    }
    fputs(")\n_arguments -s -S \\\n", stdout);
    for (size_t i = 0; options_describe(i, &option); i++) {
        if (option.name == NULL)
            continue;
        const char *equals = option.argument != NULL ? "=" : "";
        if (option.letter != 0)
            printf("    '(-%c --%s)'{-%c,--%s%s}'[", option.letter, option.name, option.letter,
                   option.name, equals);
        else
            printf("    '--%s%s[", option.name, equals);
        print_quoted(option.help, "[]\\:");
        fputs("]", stdout);
        if (option.argument != NULL) {
            fputs(":", stdout);
            print_quoted(option.argument, "[]\\:");
            fputs(option.file ? ":_files" : ":", stdout);
        }
        fputs("' \\\n", stdout);
    }
    fputs("    '1: :{_describe command commands; _files}' \\\n    '*:book:_files'\n", stdout);
}

static void print_fish(void)
{
    struct option_text option;
    struct help_command command;
    fputs("# fish completion for lectern\n", stdout);
    for (size_t i = 0; help_command_at(i, &command); i++) {
        printf("complete -c lectern -n __fish_use_subcommand -a %s -d '", command.name);
        for (const char *at = command.help; *at != '\0'; at++)
            printf("%s%c", strchr("'\\", *at) != NULL ? "\\" : "", *at);
        fputs("'\n", stdout);
    }
    for (size_t i = 0; options_describe(i, &option); i++) {
        if (option.name == NULL)
            continue;
        fputs("complete -c lectern", stdout);
        if (option.letter != 0)
            printf(" -s %c", option.letter);
        printf(" -l %s%s -d '", option.name,
               option.argument == NULL ? ""
               : option.file           ? " -rF"
                                       : " -x");
        for (const char *at = option.help; *at != '\0'; at++)
            printf("%s%c", strchr("'\\", *at) != NULL ? "\\" : "", *at);
        fputs("'\n", stdout);
    }
}

bool command_completions(const struct options *options, char **words, int count, struct err *err)
{
    (void)options;
    static const struct {
        const char *shell;
        void (*print)(void);
    } shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
    for (size_t i = 0; count == 1 && i < sizeof shells / sizeof shells[0]; i++)
        if (strcmp(words[0], shells[i].shell) == 0) {
            shells[i].print();
            return command_flush(err);
        }
    return err_set(
        err, ERR_USAGE,
        "write: lectern completions bash (or zsh, or fish); for bash, the result belongs "
        "in ~/.local/share/bash-completion/completions/lectern");
}
