# SPDX-License-Identifier: GPL-3.0-or-later
# Reports what is wrong in data files: awk -f data-files.awk README.md... FILE.txt...
#
# The names of files, sections and options come from the README files: "## NAME.txt" begins the description of a
# file; under it a table row "| `[section]` |" describes a section and "| `option` | values |" an option. "[before
# "WORD"]" stands for one section for each word of [homographs]. "in order" in the row: the section is not sorted.

function report(text) { print name ":" FNR ": " text }

# Cuts a comment and the blanks around.
function entry_of(line) {
    if (match(line, /(^|[ \t])#/))
        line = substr(line, 1, RSTART - 1)
    gsub(/^[ \t]+|[ \t]+$/, "", line)
    return line
}

function read_table(    cell, values) {
    if ($0 ~ /^## [a-z_-]+\.txt$/) {
        described = substr($0, 4)
        known_file[described] = 1
    } else if ($0 ~ /^\| `\[[^\]]+\]`/) {
        cell = $0
        sub(/^\| `\[/, "", cell)
        sub(/\]`.*/, "", cell)
        known_section[described, cell] = 1
        if ($0 ~ /\| in order/)
            in_order[described, cell] = 1
    } else if ($0 ~ /^\| `[^`]+`/ && described != "") {
        split($0, cells, / \| /)
        cell = cells[1]
        gsub(/^\| `|`.*/, "", cell)
        values = cells[2]
        known_option[described, cell] = values ~ /^(`[^`]*` ?)+$/ ? values : "any"
    }
}

function begin_file(    parts, count) {
    name = FILENAME
    count = split(FILENAME, parts, "/")
    file = parts[count]
    language = file == "markup.txt" ? "" : parts[count - 1]
    section = last = ""
    if (!(file in known_file))
        report("no README.md describes a file of this name")
    else if (language ~ /-/ && file != "spoken.txt")
        report("the folder of a region has only spoken.txt")
    else if (language != "" && language !~ /^([a-z][a-z]|[a-z][a-z]-[A-Z][A-Z]|mul)$/)
        report("the folder is not the code of a language")
}

function begin_section(line,    quoted) {
    if (line !~ /\]$/)
        report("the line of a section must end with ]")
    section = substr(line, 2, length(line) - 2)
    last = ""
    if ((name, section) in seen_section)
        report("[" section "] stands twice, first in line " seen_section[name, section])
    seen_section[name, section] = FNR
    quoted = section
    if (sub(/"[^"]+"$/, "\"WORD\"", quoted) && !((name, "homographs", word_of(section)) in seen))
        report("[" section "] is of a word that [homographs] does not have")
    if (!((file, quoted) in known_section))
        report("no README.md describes [" section "] of " file)
}

function word_of(text) {
    sub(/^[^"]*"/, "", text)
    sub(/"$/, "", text)
    return text
}

# One letter of ASCII and one of Greek or Cyrillic in a word: one of the two was mistyped. Units may mix them.
function mixes_scripts(key) { return section != "units" && key ~ /[A-Za-z]/ && key ~ /[\315-\324][\200-\277]/ }

function read_entry(line,    at, key, value) {
    at = index(substr(line, 2), "=") # a key may be "=" itself
    key = at > 0 ? substr(line, 1, at) : line
    value = at > 0 ? substr(line, at + 2) : ""
    gsub(/^[ \t]+|[ \t]+$/, "", key)
    gsub(/^[ \t]+|[ \t]+$/, "", value)
    if (section == "")
        report("\"" key "\" stands before the first section")
    if ((name, section, key) in seen)
        report("\"" key "\" stands twice in [" section "], first in line " seen[name, section, key])
    seen[name, section, key] = FNR
    if (!((file, section) in in_order) && last != "" && key "" < last "")
        report("\"" key "\" is not sorted: it stands after \"" last "\"")
    last = key
    if (key ~ /[\001-\037\177]|  |\302[\200-\240\255]|\342\200[\213-\217\250-\256]|\357\273\277|\357\277\275/)
        report("\"" key "\" has a character that cannot be seen")
    if (file !~ /phonemes|x-sampa|math/ && mixes_scripts(key))
        report("\"" key "\" mixes letters of two scripts")
    if (file ~ /^(markup|structure|skipped_pages|speakers|given_names)\.txt$/ && key ~ /[A-Z]/)
        report("\"" key "\" has a capital, and is compared in lower case")
    if (section == "options")
        read_option(key, value)
    keep(key, value)
}

function read_option(key, value,    known) {
    known = known_option[file, key]
    if (known == "")
        report("no README.md describes the option \"" key "\" of " file)
    else if (known != "any" && index(known, "`" value "`") == 0)
        report("\"" value "\" is not a value of the option \"" key "\"")
}

# What several files say of a word, for the checks at the end.
function keep(key, value,    where) {
    where = name ":" FNR
    if (file == "sentences.txt" && section == "tag words")
        tag_word[language, key] = where
    if (file == "speakers.txt" && section ~ /^verbs of (speaking|thinking)$/)
        verb[language, key] = section
    if (file == "sentences.txt" && section == "abbreviations") {
        abbreviation[language, key] = where
        kind[language, key] = value
        spellings[language, tolower(key)]++
        if (value !~ /^(|title|number|unit|time|after|end|never|none)$/)
            report("\"" value "\" is not a kind of abbreviation")
    }
    if (file == "spoken.txt" && section == "titles")
        spoken_kind[language, key] = "title"
    else if (file == "spoken.txt" && section == "before number" && spoken_kind[language, key] != "title")
        spoken_kind[language, key] = "number"
    else if (file == "spoken.txt" && section == "abbreviations" && !((language, key) in spoken_kind))
        spoken_kind[language, key] = ""
    if (file == "recognition.txt" && section == "function words") {
        if (value ~ /(^| )en( |$)/)
            short_word[tolower(key)] = 1
        if (value !~ /^[a-z][a-z]( [a-z][a-z])*$/)
            report("\"" value "\" is not a list of languages")
    }
    if (language == "en" && section ~ /^(starters|sentence starters)$/)
        short_word[tolower(key)] = 1
    if (language == "en" && value == "" && file != "given_names.txt" && section !~ /^(onsets|codas|middles)$/) {
        times[key]++
        place[key] = where
    }
}

# "thoseme": two words whose line end was lost. Real words that look so are listed.
function find_run_together(    key, i) {
    split("anat anon anyone canon canto everyone nother onto someone somewhere soon tome whereas whereat whereupon", list, " ")
    for (i in list)
        allowed[list[i]] = 1
    for (key in times)
        for (i = 2; i < length(key) - 1; i++)
            if (times[key] == 1 && !(key in allowed) && substr(key, 1, i) in short_word && substr(key, i + 1) in short_word)
                print place[key] ": \"" key "\" looks like two words, \"" substr(key, 1, i) "\" and \"" substr(key, i + 1) "\""
}

BEGIN { name = "" }
FNR == 1 && FILENAME ~ /\.txt$/ { begin_file() }
FNR == 1 && FILENAME !~ /\.txt$/ { described = "" }
FILENAME !~ /\.txt$/ { read_table(); next }
/\r/ { report("the line ends with a carriage return") }
{
    line = entry_of($0)
    if (line ~ /^\[./)
        begin_section(line)
    else if (line != "")
        read_entry(line)
}
END {
    for (key in tag_word)
        if (key in verb)
            print tag_word[key] ": the word is one of [" verb[key] "] in speakers.txt already"
    for (key in abbreviation) {
        split(key, parts, SUBSEP)
        if (key in spoken_kind && spoken_kind[key] == kind[key] && length(parts[2]) > 1 &&
            spellings[parts[1], tolower(parts[2])] == 1)
            print abbreviation[key] ": spoken.txt says this of \"" parts[2] "\" already"
    }
    find_run_together()
}
