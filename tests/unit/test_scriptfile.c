/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Script files and texts with voice tags: what is read, what is said about mistakes, and that what
 * is written is read back as it was. */
#include "../test.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/book.h"
#include "book/read/read.h"
#include "book/scriptfile/scriptfile.h"
#include "script/attribution/attribution.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "script/write/scriptfile.h"

#include <stdlib.h>

static struct voices *voices;

struct loaded {
    struct book *book;
    struct script *script;
};

static bool load(const char *text, struct loaded *loaded, struct err *err)
{
    const struct book_options options = {.title = NULL};
    struct text bytes = {0};
    setenv("LECTERN_DATA", ".", 1);
    *err = (struct err){0};
    *loaded = (struct loaded){0};
    if (voices == NULL)
        voices = voices_load(err);
    text_add_str(&bytes, text);
    loaded->book = voices != NULL ? book_from_script("x.script", &bytes, &options, err) : NULL;
    if (loaded->book != NULL)
        loaded->script = script_make(loaded->book, voices, &script_defaults, err);
    text_release(&bytes);
    return loaded->script != NULL && book_check(loaded->book, err) &&
           script_check(loaded->script, err);
}

static void unload(struct loaded *loaded)
{
    script_free(loaded->script);
    book_free(loaded->book);
}

/* "chapter:speaker/kind:text" of each utterance, parted by |, with ~ms behind a pause of a tag. */
static void show(const struct loaded *loaded, struct text *out)
{
    static const char kinds[] = "hnstlv";
    const struct script *script = loaded->script;
    for (size_t i = 0; i < script->utterance_count; i++) {
        const struct utterance *utterance = &script->utterances[i];
        struct view text = book_view(loaded->book, utterance->start, utterance->end);
        text_addf(out, "%s%u:%s/%c:%.*s", i > 0 ? "|" : "", utterance->chapter,
                  script->attribution->speakers[utterance->speaker].name, kinds[utterance->kind],
                  VIEW_ARGS(text));
        if (utterance->given_pause_ms > 0)
            text_addf(out, "~%u", utterance->given_pause_ms - 1);
    }
}

#define HEAD "[script]\n[cast]\n[Anna]\naliases = Miss Snow\nvoice = woman-clear\n[Bob]\n[text]\n"

static const struct {
    const char *text, *wanted;
} readings[] = {
    {HEAD "# One\n\nHello.\n", "0:narrator/h:One|0:narrator/n:Hello."},
    {HEAD "He came.\n[Anna] \"Stop,\"\n[narrator] said Anna.\n\nAgain.",
     "0:narrator/n:He came.|0:Anna/s:\"Stop,\"|0:narrator/n:said Anna.|0:narrator/n:Again."},
    /* tags inside of a line, and without a blank */
    {HEAD "[Anna] \"Stop\"[narrator]-he said. [Bob] \"Yes.\"",
     "0:Anna/s:\"Stop\"|0:narrator/n:-he said.|0:Bob/s:\"Yes.\""},
    {HEAD "[Anna, thought] Never! [Bob, letter] Dear A. [narrator, speech] \"He.\"",
     "0:Anna/t:Never!|0:Bob/l:Dear A.|0:narrator/s:\"He.\""},
    {HEAD "[Miss Snow?] Yes. [anna] No.", "0:Anna/s:Yes.|0:Anna/s:No."},
    /* alone, a tag is for the paragraph behind it */
    {HEAD "[Anna]\n\nYes.\n\nNo.", "0:Anna/s:Yes.|0:narrator/n:No."},
    {HEAD "Anna: Yes.\nBOB: No.\n\nCarl: Why?",
     "0:Anna/s:Yes.|0:Bob/s:No.|0:narrator/n:Carl: Why?"},
    {HEAD "[voice:Anna]One.\n\nTwo.[/voice] Three.\n\nFour.",
     "0:Anna/s:One.|0:Anna/s:Two.|0:narrator/n:Three.|0:narrator/n:Four."},
    {HEAD "<<VOICE:Anna>>\nOne.\n\nTwo.\n<<VOICE:man-dark>>\nThree.",
     "0:Anna/s:One.|0:Anna/s:Two.|0:man-dark/s:Three."},
    {HEAD "One. [pause: 1.5] Two.\n\n[pause:800ms]\n\nThree, [pause] four.",
     "0:narrator/n:One.~1500|0:narrator/n:Two.~800|0:narrator/n:Three,~1000|0:narrator/n:four."},
    /* chapters */
    {HEAD "# One\n\n[heading] CHAPTER I\n\nA.\n\n## Two\n[heading] II\n[heading] More\n\nB.",
     "0:narrator/h:CHAPTER I|0:narrator/n:A.|1:narrator/h:II|1:narrator/h:More|1:narrator/n:B."},
    {HEAD "A.\n[chapter: Two]\nB.\n<<CHAPTER_MARKER:Three>>\nC.\n[chapter 2: Four]\nD.\n# Five",
     "0:narrator/n:A.|1:narrator/n:B.|2:narrator/n:C.|3:narrator/n:D.|4:narrator/h:Five"},
    {HEAD "[chapter: Nothing]\n[chapter: Something]\nA.", "0:narrator/n:A."},
    /* kinds of blocks */
    {HEAD "| One\n|   two,\n| [Anna] three\n\n> Dear\n> Sir\n\n- a\n- b\n  c",
     "0:narrator/v:One|0:narrator/v:two,|0:Anna/s:three|0:narrator/l:Dear "
     "Sir|0:narrator/n:a|0:narrator/n:b c"},
    {HEAD "A.\n\n* * *\n\nB.\n\n---\n\nC.", "0:narrator/n:A.|0:narrator/n:B.|0:narrator/n:C."},
    /* comments, backslashes, kept line breaks */
    {HEAD "// no\nA \\[b] \\<<VOICE:c>> \\\\ \\# d!\n// no\nE.",
     "0:narrator/n:A [b] <<VOICE:c>> \\ # d!|0:narrator/n:E."},
    {HEAD "One\\\n  two\\\n\\\nthree", "0:narrator/n:One\n  two\n\nthree"},
    {HEAD "\\Anna: yes, C:\\dir.", "0:narrator/n:\\Anna: yes, C:\\dir."},
    {HEAD "Anna\\: yes.", "0:narrator/n:Anna: yes."},
    /* by hand, without a head: brackets that are no tags are text */
    {"# One\n\nA [sic] b. <<VOICE:man-dark>> C [1] d.",
     "0:narrator/h:One|0:narrator/n:A [sic] b.|0:man-dark/s:C [1] d."},
    {"A. [voice:woman-clear]B.[/voice] C.", "0:narrator/n:A.|0:woman-clear/s:B.|0:narrator/n:C."},
    {"[script]\ntitle = X\n# One\n\nA.", "0:narrator/h:One|0:narrator/n:A."},
};

static void reads(void)
{
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
        struct loaded loaded;
        struct text shown = {0};
        struct err err;
        CHECK(load(readings[i].text, &loaded, &err));
        CHECK_STR(err.text, "");
        if (loaded.script != NULL)
            show(&loaded, &shown);
        CHECK_STR(text_view(&shown).at, readings[i].wanted);
        text_release(&shown);
        unload(&loaded);
    }
}

static void head(void)
{
    struct loaded loaded;
    struct err err;
    CHECK(load("\xEF\xBB\xBF\n[script]\r\ntitle = The Boat\r\nauthor = A\nlanguage = de\n"
               "pause = sentence=500, paragraph=900\npublisher = P\n[text]\nEins. Zwei.\n",
               &loaded, &err));
    CHECK_STR(err.text, "");
    if (loaded.script != NULL) {
        CHECK_STR(loaded.book->metadata.title, "The Boat");
        CHECK_STR(loaded.book->metadata.author, "A");
        CHECK_STR(loaded.book->metadata.language, "de");
        CHECK_STR(loaded.book->metadata.publisher, "P");
        CHECK_INT(loaded.script->pause_ms[PAUSE_SENTENCE], 500);
        CHECK_INT(loaded.script->pause_ms[PAUSE_PARAGRAPH], 900);
        CHECK_INT(loaded.book->chapter_count, 1);
        CHECK_STR(loaded.book->chapters[0].title, "The Boat");
    }
    unload(&loaded);
}

static void mistakes(void)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {HEAD "A.\n[Ana] B.",
         "x.script:9: no speaker is called \"Ana\"; the nearest name is \"Anna\""},
        {HEAD "[Miss Show] B.",
         "x.script:8: no speaker is called \"Miss Show\"; the nearest name is \"Miss Snow\""},
        {HEAD "A.\n\n[man-drak] B.", "the nearest name is \"man-dark\""},
        {HEAD "A [sic] b.", "write text in brackets as \\[sic]"},
        {HEAD "A.\n[Nobody]\n", "x.script:9: "},
        {HEAD "A [b.", "x.script:8: the tag \"[b.\" has no closing ]"},
        {HEAD "A []", "x.script:8: "},
        {HEAD "A [pause: long] b.", "x.script:8: write a pause as [pause:SECONDS]"},
        {HEAD "A [pause: 61] b.", "x.script:8: "},
        {HEAD "A [pause: -1] b.", "x.script:8: "},
        {HEAD "A [pause: 0x10] b.", "x.script:8: "},
        {HEAD "A.\n#\nB.", "x.script:9: a chapter needs a title"},
        {HEAD "\n\n", "there is no text to read in it"},
        {"[script]\ntilte = X\n[text]\nA.",
         "x.script:2: \"tilte = X\" is not a setting; after [script]"},
        {"[script]\n[cast]\n[Anna]\nvoice = woman-claer\n[text]\nA.",
         "x.script:4: there is no voice"},
        {"[script]\n[cast]\n[Anna]\nA.", "[text] is missing"},
        {"[script]\npause = sentence=x\n[text]\nA.", "x.script:2: \"sentence=x\" is not a pause"},
        {"<<VOICE:Anna>> A.", "x.script:1: no speaker is called \"Anna\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct loaded loaded;
        struct err err;
        CHECK(!load(rows[i].text, &loaded, &err));
        CHECK_INT(err.kind, ERR_INPUT);
        if (strstr(err.text, rows[i].wanted) == NULL)
            CHECK_STR(err.text, rows[i].wanted);
        unload(&loaded);
    }
}

static void recognised(void)
{
    static const struct {
        const char *text;
        bool wanted;
    } rows[] = {
        {"[script]\n", true},
        {"\n \n[SCRIPT]\nA.", true},
        {"A <<VOICE:x>> b", true},
        {"A [pause:2] b", true},
        {"[voice:x]A[/voice]", true},
        {"<<CHAPTER_MARKER:x>>", true},
        {"A [voice:x] b", false},
        {"A [script] b\n", false},
        {"# One\n\nA [sic] b.", false},
        {"[/voice] [voice:x]", false},
        {"", false},
    };
    static const char *const speakers[] = {"Anna", "Bob", NULL};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_INT(scriptfile_matches(view_of(rows[i].text)), rows[i].wanted);
    CHECK(scriptfile_has_speaker(view_of("A.\n [bob] b"), speakers, false));
    CHECK(!scriptfile_has_speaker(view_of("A [Bob] b\nBob: c"), speakers, false));
    CHECK(scriptfile_has_speaker(view_of("A [Bob] b\nBob: c"), speakers, true));
    CHECK(!scriptfile_has_speaker(view_of("[Bob] b"), NULL, true));
}

/* What is written is the same when it is read and written again, and says the same. */
static void check_written(const char *source)
{
    struct loaded first, second;
    struct text one = {0}, two = {0}, said = {0}, again = {0};
    struct err err;
    CHECK(load(source, &first, &err));
    CHECK(first.script != NULL &&
          scriptfile_write(first.script, &script_defaults, NULL, &one, &err));
    CHECK_STR(err.text, "");
    CHECK(load(text_view(&one).at, &second, &err));
    CHECK(second.script != NULL &&
          scriptfile_write(second.script, &script_defaults, NULL, &two, &err));
    CHECK_STR(text_view(&two).at, text_view(&one).at);
    /* Kept line breaks that change nothing are not kept for ever. */
    if (second.script != NULL && strstr(source, "\\\n") == NULL) {
        show(&first, &said);
        show(&second, &again);
        CHECK_STR(again.at, said.at);
    }
    text_release(&one);
    text_release(&two);
    text_release(&said);
    text_release(&again);
    unload(&first);
    unload(&second);
}

#define WORDS_50 "one two three four five six seven eight nine ten "

static void written_again(void)
{
    static const char *const others[] = {
        HEAD "# A \\\\ title\n\n\\# No title. \\| \\> \\- \\// \\* * *\n\n\\- dash\n\n\\> "
             "more\n\n\\| bar\n\n"
             "\\* * *\n\n\\_\\_\\_\n\n\\/\\/ no comment\n",
        HEAD "Anna\\: no label. Bob\\: nor this.\n\n| Anna\\: in verse\n| \\| bar\n",
        HEAD "A [pause: 20ms] b. [Anna] C [pause:1]\n\n* * *\n\n[pause: 2]\nD.",
        HEAD "# T\n\n[heading] T\n\n[heading] U\n\nV.\n\n## T\n\nW.\n\n[chapter 3: X]\nY.",
        HEAD "[say:a \\[b\\] \\\\ c]A[/say] [language:f\\]r]B[/language]",
        HEAD
        "[say:" WORDS_50 WORDS_50 WORDS_50 WORDS_50 WORDS_50 WORDS_50 WORDS_50 WORDS_50 WORDS_50
        "]A[/say] B.",
        HEAD "The \xC2\xB5[pause]\xCE\xA9 and wo[pause:2]rd.",
        "[script]\npause = sentence=500\n[cast]\n[Anna]\nvoice = woman-clear\npitch = +5\ngain = "
        "-1.5\n"
        "[Bob]\nvoice = narrator\n[narrator]\nvoice = man-deep\nrate = 150\n[text]\n[Anna] A. "
        "[Bob] B.",
    };
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++)
        check_written(readings[i].text);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        check_written(others[i]);
}

static void last(void)
{
    voices_free(voices);
}

TEST_MAIN(TEST(reads), TEST(head), TEST(mistakes), TEST(recognised), TEST(written_again),
          TEST(last))
