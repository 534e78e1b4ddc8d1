/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lexicons: lists and PLS files, whole words and patterns, languages, refusals. */
#include "script/lexicon/lexicon.h"

#include "../languages.h"
#include "../test.h"
#include "script/normaliser/normaliser.h"

#include <stdlib.h>
#include <unistd.h>

static char *write_file(const char *content)
{
    static char path[200];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/lexicon-XXXXXX", folder != NULL ? folder : "/tmp");
    int descriptor = mkstemp(path);
    CHECK(descriptor >= 0 &&
          write(descriptor, content, strlen(content)) == (ssize_t)strlen(content));
    close(descriptor);
    return path;
}

/* What `text` is said as in English with a lexicon of this content; "!" and the error when it has
 * one. */
static void say_with(const char *content, const char *written, const char *wanted)
{
    struct err err = {0};
    struct lexicon *lexicon = lexicon_new(test_languages(), "en-GB");
    struct norm_rules *rules = norm_rules_load(test_languages(), "en-GB", &err);
    const char *path = write_file(content);
    struct text spoken = {0};
    if (lexicon_add_file(lexicon, path, &err)) {
        struct view text = view_of(written);
        norm_rules_use(rules, lexicon);
        normalise(rules, &(struct norm_input){.text = text, .end = text.bytes}, &spoken, NULL);
    } else {
        CHECK_INT(err.kind, ERR_INPUT);
        text_addf(&spoken, "!%s",
                  strstr(err.text, path) == err.text ? err.text + strlen(path) : err.text);
    }
    CHECK_STR(text_view(&spoken).at, wanted);
    unlink(path);
    text_release(&spoken);
    norm_rules_free(rules);
    lexicon_free(lexicon);
}

static void words(void)
{
    say_with("Ione = Eye oh nee\n", "Ione, ione and Iones.", "Eye oh nee, ione and Iones.");
    say_with("# names\nfrith = freeth # so\n", "Frith's FRITH frithy", "freeth's freeth frithy");
    say_with("Ione = [[aI'oUni]]\n", "Ione’s and (Ione)", "[[aI'oUniz]] and ([[aI'oUni]])");
    say_with("mill pond = pool\nmill = factory\n", "the mill  pond, the mill",
             "the pool, the factory");
    say_with("a = x\na = y\n", "a", "y");
    say_with("Mr Toad = Sir\n", "Mr Toad and Mr. Toad", "Sir and mister Toad");
    say_with("hush =\n", "he hush said", "he said");
    say_with("Hale = Hail\n", "Mr. Hale of 5 Hale St.", "mister Hail of 5 Hail street.");
}

static void languages(void)
{
    say_with("[fr]\nchat = minou\n[en]\ncat = puss\n[en-US]\ndog = pooch\n[]\nfox = tod\n",
             "chat cat dog fox", "chat puss dog tod");
}

static void expressions(void)
{
    say_with("/(\\d+)px/ = $1 pixels\n", "a 20px box", "a 20 pixels box");
    say_with("/colou?r/i = hue\n", "Color colour discolour", "hue hue dis hue");
    say_with("/a=b/ = equal\n", "a=b", "equal");
    say_with("/\\[\\[(.*)/ = $1\n", "[[ [[x", "[x");
    say_with("/(x+x+)+y/ = z\n", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
             "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
}

#define PLS(body)                                                                                  \
    "<?xml version='1.0'?>\n<lexicon version='1.0' alphabet='ipa' xml:lang='en'\n"                 \
    " xmlns='http://www.w3.org/2005/01/pronunciation-lexicon'>\n" body "</lexicon>\n"

static void pls(void)
{
    say_with(PLS("<lexeme><grapheme>Sioned</grapheme><grapheme>Shoned</grapheme>"
                 "<phoneme>ˈʃɒnɛd</phoneme></lexeme>"),
             "Sioned, Shoned", "[[S'0nEd]], [[S'0nEd]]");
    say_with(PLS("<lexeme><grapheme>tomato</grapheme>"
                 "<phoneme alphabet='x-sampa'>t@\"mA:t@U</phoneme></lexeme>"),
             "Tomato", "[[t@m'A:toU]]");
    say_with(PLS("<lexeme><grapheme>W3</grapheme><alias>web [[a]]</alias></lexeme>"), "W3",
             "web [ [a]]");
    say_with(PLS("<lexeme><grapheme>x</grapheme><alias>first</alias>"
                 "<alias prefer='true'>second</alias></lexeme>"),
             "x", "second");
}

static void errors(void)
{
    say_with(
        "a = b\nfoo\n", "",
        "!:2: \"foo\" is not an entry; write: word = how to say it, or /pattern/ = how to say it");
    say_with("a = [[b\n", "", "!:1: \"a\" has [[ without ]]");
    say_with("/(/ = b\n", "",
             "!:1: /(/ is not a regular expression: U_REGEX_MISMATCHED_PAREN near character 1");
    say_with(PLS("<lexeme>\n<grapheme>Ione</grapheme></lexeme>"), "",
             "!:4: the <lexeme> \"Ione\" has no <alias> or <phoneme>");
    say_with(PLS("<lexeme><grapheme>a</grapheme><phoneme alphabet='q'>b</phoneme></lexeme>"), "",
             "!:4: b: alphabet \"q\"; the alphabet must be ipa, x-sampa or espeak");
    say_with("<html/>", "", "!: it is neither a W3C lexicon (it has no <lexicon>) nor a list");
}

static void counts_and_problems(void)
{
    struct err err;
    struct lexicon *lexicon = lexicon_new(test_languages(), "en");
    struct norm_rules *rules = norm_rules_load(test_languages(), "en", &err);
    const char *path =
        write_file(PLS("<lexeme><grapheme>tut</grapheme><phoneme>ǀʌt</phoneme></lexeme>"
                       "<lexeme><grapheme>pond</grapheme><alias>pool</alias></lexeme>"));
    struct text spoken = {0};
    struct view text = view_of("tut, tut");
    CHECK(lexicon_add_file(lexicon, path, &err));
    CHECK_INT(lexicon_count(lexicon), 2);
    norm_rules_use(rules, lexicon);
    normalise(rules, &(struct norm_input){.text = text, .end = text.bytes}, &spoken, NULL);
    CHECK_INT(lexicon_at(lexicon, 0)->hits, 0); /* said as it is spelled */
    CHECK_INT(lexicon_at(lexicon, 1)->hits, 0);
    CHECK_INT(lexicon_at(lexicon, 0)->line, 4);
    CHECK_STR(lexicon_at(lexicon, 0)->problem, "no phoneme for ǀ (U+01C0): not used");
    CHECK(lexicon_at(lexicon, 1)->problem == NULL);
    unlink(path);
    text_release(&spoken);
    norm_rules_free(rules);
    lexicon_free(lexicon);
}

TEST_MAIN(TEST(words), TEST(languages), TEST(expressions), TEST(pls), TEST(errors),
          TEST(counts_and_problems))
