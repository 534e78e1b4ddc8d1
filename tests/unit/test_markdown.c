/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown to blocks: what CommonMark does not have, and what of it becomes which block. */
#include "../test.h"
#include "book/book.h"
#include "book/markdown/markdown.h"
#include "book/markdown/passes.h"
#include "book_text.h"

static struct book *read_markdown(const char *source)
{
    return read_text(markdown_read, source, NULL);
}

static const char *outline(const char *source)
{
    static char line[2000];
    struct book *book = read_markdown(source);
    size_t used = 0;
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        bool skip = block->kind == BLOCK_SKIP;
        used +=
            (size_t)snprintf(line + used, sizeof line - used, "%s%s:%.*s", i > 0 ? "|" : "",
                             skip ? skip_reason_name(block->reason) : block_kind_name(block->kind),
                             (int)(block->end - block->start), book->text + block->start);
    }
    book_free(book);
    return line;
}

static void blocks_are_read(void)
{
    static const struct {
        const char *source, *blocks;
    } cases[] = {
        {"# One\n\nText *with* **marks** \\*.\n", "heading:One|paragraph:Text with marks *."},
        {"a\n\n---\n\nb\n\n* * *\n\nc",
         "paragraph:a|break:* * *|paragraph:b|break:* * *|paragraph:c"},
        {"- one\n- [x] two\n1. three", "list:one|list:two|list:three"},
        {"a ~~b~~ `~~c~~`", "paragraph:a b ~~c~~"},
        {"```c\nx = 1; [^1]\n```\n\na", "code:x = 1; [^1]|paragraph:a"},
        {"a\n\n    code [^1]\n\nb", "paragraph:a|code:code [^1]|paragraph:b"},
        {"a[^1] b\n\n[^1]: The note\n    goes on.\n\nc",
         "paragraph:a b|note-mark:1|footnote:The note goes on.|paragraph:c"},
        {"| h | i |\n|---|:-:|\n| 1 | 2\\|3 |\n\na", "list:h\ni|list:1\n2|3|paragraph:a"},
        {"not | a table\n\nb", "paragraph:not | a table|paragraph:b"},
        {"<b>raw</b> <script>no</script>[link](http://x/) <http://y/>",
         "paragraph:raw link http://y/"},
        {"![A boat.](x.png)\n\na", "illustration:A boat.|paragraph:a"},
        {"# Title: The Sea\n\n## Author: Ann\n\n---\n\n## I\n\na\n\n## II\n\nb",
         "front-matter:Title: The Sea|front-matter:Author: Ann|heading:I|paragraph:a|heading:II|"
         "paragraph:b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_STR(outline(cases[i].source), cases[i].blocks);
}

static void front_matter_is_read(void)
{
    static const struct {
        const char *source, *title, *author;
        bool found;
    } cases[] = {
        {"---\ntitle: \"The Sea\"\nauthor:\n  - Ann\n---\ntext", "The Sea", "Ann", true},
        {"+++\ntitle = 'The Sea'\nauthors = [\"Ann\"]\n+++\ntext", "The Sea", "Ann", true},
        {"---\n# comment\ntitle: X\n...\ntext", "X", "", true},
        {"---\nA line.\n---\ntext", "", "", false},
        {"---\ntitle: never closed\ntext", "", "", false},
        {"text\n---\ntitle: X\n---\n", "", "", false},
        {"% The Sea\n%\n%\n%\n%\n%\n\ntext", "The Sea", "", true},
        {"", "", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct markdown_head head = {0};
        markdown_read_metadata(view_of(cases[i].source), &head);
        CHECK_INT(head.end > 0, cases[i].found);
        CHECK(view_is(text_view(&head.fields[MARKDOWN_TITLE]), cases[i].title));
        CHECK(view_is(text_view(&head.fields[MARKDOWN_AUTHOR]), cases[i].author));
        markdown_head_release(&head);
    }
}

static void it_is_known_by_content(void)
{
    static const struct {
        const char *source;
        bool markdown;
    } cases[] = {
        {"# Heading\n\ntext", true},
        {"\xEF\xBB\xBF# Heading", true},
        {"---\ntitle: x\n---\ntext", true},
        {"text\n\n## a\n\ntext [l](x)\n\n```\n", true},
        {"Plain text.\n\nCHAPTER I\n\n* * *\n\nMore, _stressed_ text.\n", false},
        {"#hashtag\n# \ntext", false},
        {"text [1] (see)", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(markdown_matches(view_of(cases[i].source)), cases[i].markdown);
}

static void chapters_nest_like_headings(void)
{
    struct book *book = read_markdown(
        "# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n#### D\n\nd\n\n##### T\n\nt\n\n# E\n\ne");
    static const struct {
        const char *title;
        int level;
    } wanted[] = {{"A", 1}, {"B", 2}, {"C", 3}, {"D", 4}, {"E", 1}};
    CHECK(book != NULL && book->chapter_count == 5);
    for (size_t i = 0; book != NULL && i < book->chapter_count && i < 5; i++) {
        CHECK_STR(book->chapters[i].title, wanted[i].title);
        CHECK_INT(book->chapters[i].level, wanted[i].level);
    }
    book_free(book);
}

TEST_MAIN(TEST(blocks_are_read), TEST(front_matter_is_read), TEST(it_is_known_by_content),
          TEST(chapters_nest_like_headings))
