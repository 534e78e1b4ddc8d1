/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/shelf.h"

#include "base/mem.h"
#include "base/permits.h"
#include "base/str.h"
#include "base/tty.h"
#include "command/book_channel.h"
#include "command/book_list.h"
#include "command/book_process.h"
#include "command/command.h"
#include "command/confine.h"
#include "command/options.h"
#include "command/render.h"
#include "command/shelf_names.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Chosen. */
enum {
    POLL_MS = 500,      /* how soon a signal is noticed that came just before poll() */
    STOP_SECONDS = 10,  /* for the books to remove what is unfinished, before they are killed */
    MESSAGES_MOST = 64, /* of one book before the others are heard */
    NAMES_MOST = 8,     /* failed books in the last line */
};

enum book_state { BOOK_WAITS, BOOK_RUNS, BOOK_ENDED };

struct shelf_book {
    const struct listed_book *listed;
    enum book_state state;
    char *wish;   /* the name it would like; NULL: it has not said so */
    char *target; /* NULL: not known yet */
    char *plan;   /* --dry-run: its line */
    double done, sound_seconds;
    bool failed;
};

/* Place of a running book. */
struct seat {
    struct shelf_book *book; /* NULL: nobody */
    pid_t pid;
    bool told; /* its process has said how it ended */
};

struct shelf {
    const struct options *options;
    struct options book_options; /* what a book's process gets */
    struct book_list list;
    struct shelf_names names;
    struct permits *permits;
    struct shelf_book *books;
    size_t count, next_start, next_name, next_plan;
    struct seat *seats;
    int *descriptors; /* per seat: our end of the channel; -1: none */
    struct pollfd *polls;
    size_t seat_count, running;
    size_t ended, failed, up_to_date;
    enum err_kind failed_kind; /* of the first that failed */
    bool kinds_differ;
    double ended_seconds, file_bytes; /* of those that are complete */
    double started;
};

static bool is_folder(const char *path)
{
    struct stat status;
    return view_ends(view_of(path), "/") || (render_ending(view_of(path)) == NULL &&
                                             stat(path, &status) == 0 && S_ISDIR(status.st_mode));
}

bool shelf_is_asked_for(const struct options *options, char **words, int count)
{
    return count > 1 || options->split.kind != SPLIT_NONE || options->output_dir != NULL ||
           options->name != NULL || options->files_from != NULL || options->nul_separated ||
           options->recursive || (options->output != NULL && is_folder(options->output)) ||
           (count == 1 && book_list_is_folder(words[0]));
}

static bool check_options(const struct options *options, int count, struct err *err)
{
    const char *output = options->output;
    if (output != NULL && options->output_dir != NULL)
        return err_set(err, ERR_USAGE, "-o and --output-dir exclude each other; write only one");
    if (options->nul_separated && options->files_from == NULL)
        return err_set(err, ERR_USAGE, "--null says how --files-from is read; give both");
    if (count == 0 && options->files_from == NULL)
        return err_set(err, ERR_USAGE, "no book given; write: lectern BOOK... -o DIR/");
    return true;
}

/* With --split, a name without a slash means a folder, too, even one that does not exist. */
static bool takes_folder(const struct options *options)
{
    bool split = options->split.kind != SPLIT_NONE;
    return is_folder(options->output) || (split && render_ending(view_of(options->output)) == NULL);
}

static bool check_list(const struct options *options, const struct book_list *list, struct err *err)
{
    if (options->split.kind != SPLIT_NONE && options->output != NULL && !takes_folder(options))
        return err_set(err, ERR_USAGE,
                       "%s: with --split, -o takes a folder: -o DIR/ (for another format, write "
                       "--name '{number} - {chapter}.flac')",
                       options->output);
    if ((list->count > 1 || options->name != NULL) && options->output != NULL &&
        !takes_folder(options))
        return err_set(err, ERR_USAGE,
                       "%s: %s, -o takes a folder: -o DIR/ (a name with spaces needs quotes)",
                       options->output, list->count > 1 ? "for several books" : "with --name");
    if (list->count > 1 && options->book.title != NULL)
        return err_set(err, ERR_USAGE, "--title is for one book, not for %zu", list->count);
    for (size_t i = 0; list->count > 1 && i < list->count; i++)
        if (strcmp(list->items[i].path, "-") == 0)
            return err_set(err, ERR_USAGE,
                           "- (standard input) cannot be one of several books; save it as a file");
    return true;
}

/* Prints in front of which book it is about, unless it says so. */
static void print_about(const struct shelf_book *book, enum tty_line kind, const char *line)
{
    const char *path = book->listed->path;
    struct text whole = {0};
    bool says_so = strncmp(line, path, strlen(path)) == 0 && line[strlen(path)] == ':';
    if (kind != TTY_LINE_SAY && !says_so)
        text_addf(&whole, "%s: ", path);
    text_add_str(&whole, line);
    tty_line(kind, whole.at);
    text_release(&whole);
}

static void note_failure(struct shelf *shelf, struct shelf_book *book, const struct err *err)
{
    print_about(book, TTY_LINE_ERROR, err->text);
    shelf->kinds_differ =
        shelf->kinds_differ || (shelf->failed > 0 && err->kind != shelf->failed_kind);
    shelf->failed_kind = err->kind;
    shelf->failed++;
    book->failed = true;
}

/* What each book is worth for the progress is its length; of those that have not said it, the mean
 * of the others. */
static void show_progress(struct shelf *shelf, const struct shelf_book *latest)
{
    double sound = shelf->ended_seconds, total = sound;
    size_t without = shelf->failed + shelf->up_to_date, known = shelf->ended - without;
    for (size_t i = 0; i < shelf->seat_count; i++) {
        const struct shelf_book *book = shelf->seats[i].book;
        if (book == NULL || book->done <= 0)
            continue;
        total += book->sound_seconds / book->done;
        sound += book->sound_seconds;
        known++;
    }
    if (known > 0)
        total += total / (double)known * (double)(shelf->count - without - known);
    struct tty_state state = {
        .unit = "book",
        .title = latest->listed->path,
        .number = shelf->ended + 1,
        .count = shelf->count,
        .done = total > 0 ? sound / total : 0,
        .sound_seconds = sound,
        .work_seconds = tty_clock() - shelf->started,
    };
    tty_show_progress(&state);
}

/* Prints the plans of --dry-run in the order of the books. */
static void print_plans(struct shelf *shelf)
{
    for (; shelf->next_plan < shelf->count; shelf->next_plan++) {
        const struct shelf_book *book = &shelf->books[shelf->next_plan];
        if (book->state != BOOK_ENDED)
            break;
        if (book->plan == NULL)
            continue;
        tty_write_masked(stdout, view_of(book->listed->path));
        fputs(" -> ", stdout);
        tty_write_masked(stdout, view_of(book->plan));
        putchar('\n');
    }
    fflush(stdout); /* the next book's process is not to have it, too */
}

static int seat_of(const struct shelf *shelf, const struct shelf_book *book)
{
    for (size_t i = 0; i < shelf->seat_count; i++)
        if (shelf->seats[i].book == book)
            return (int)i;
    return -1;
}

static void give_name(struct shelf *shelf, struct shelf_book *book)
{
    struct err err = {0};
    book->target = shelf_names_give(&shelf->names, book->wish, !shelf->options->dry_run, &err);
    int seat = seat_of(shelf, book);
    if (seat < 0)
        return;
    struct channel_message message = {.kind = book->target != NULL ? CHANNEL_NAME : CHANNEL_NO_NAME,
                                      .detail = (int)err.kind};
    channel_send(shelf->descriptors[seat], &message,
                 book->target != NULL ? book->target : err.text);
}

/* Names depend on those given before, so a book gets its name after all books before it, or after
 * their end. */
static void give_names(struct shelf *shelf)
{
    for (; shelf->next_name < shelf->count; shelf->next_name++) {
        struct shelf_book *book = &shelf->books[shelf->next_name];
        if (book->wish != NULL && book->target == NULL)
            give_name(shelf, book);
        else if (book->state != BOOK_ENDED && book->target == NULL)
            return;
    }
}

static void end_book(struct shelf *shelf, size_t number)
{
    struct seat *seat = &shelf->seats[number];
    struct err err = {0};
    close(shelf->descriptors[number]);
    shelf->descriptors[number] = -1;
    book_process_end(seat->pid, seat->told, &err);
    permits_reclaim(shelf->permits, number);
    if (!seat->told && !command_stopped())
        note_failure(shelf, seat->book, &err);
    seat->book->state = BOOK_ENDED;
    seat->book = NULL;
    shelf->running--;
    shelf->ended++;
    give_names(shelf);
    print_plans(shelf);
}

static void take_result(struct shelf *shelf, struct seat *seat,
                        const struct channel_message *message)
{
    struct shelf_book *book = seat->book;
    seat->told = true;
    if (message->kind == CHANNEL_FAILED) {
        struct err err;
        bool known = message->detail >= ERR_SYSTEM && message->detail < ERR_BOOKS;
        err_set(&err, known ? (enum err_kind)message->detail : ERR_SYSTEM, "%s", message->text);
        if (!command_stopped())
            note_failure(shelf, book, &err);
        return;
    }
    shelf->up_to_date += message->detail == 1;
    shelf->ended_seconds += message->sound_seconds;
    shelf->file_bytes += message->file_bytes;
    if (shelf->options->dry_run)
        book->plan = mem_copy_text(message->text, strlen(message->text));
}

static void take_message(struct shelf *shelf, struct seat *seat,
                         const struct channel_message *message)
{
    struct shelf_book *book = seat->book;
    switch (message->kind) {
    case CHANNEL_LINE:
        if (message->detail >= TTY_LINE_ERROR && message->detail <= TTY_LINE_VERBOSE)
            print_about(book, (enum tty_line)message->detail, message->text);
        break;
    case CHANNEL_PROGRESS:
        book->done = message->done;
        book->sound_seconds = message->sound_seconds;
        show_progress(shelf, book);
        break;
    case CHANNEL_NAME:
        if (book->wish == NULL)
            book->wish = mem_copy_text(message->text, strlen(message->text));
        give_names(shelf);
        break;
    case CHANNEL_DONE:
    case CHANNEL_FAILED:
        if (!seat->told)
            take_result(shelf, seat, message);
        break;
    case CHANNEL_NO_NAME:
    case CHANNEL_KIND_COUNT:
        break;
    }
}

/* Takes what the book of a seat has sent. */
static void hear(struct shelf *shelf, size_t number)
{
    struct channel_message message;
    enum channel_result result = CHANNEL_GOT;
    for (int i = 0; i < MESSAGES_MOST && result == CHANNEL_GOT; i++) {
        result = channel_receive(shelf->descriptors[number], &message);
        if (result == CHANNEL_GOT)
            take_message(shelf, &shelf->seats[number], &message);
    }
    if (result == CHANNEL_CLOSED || result == CHANNEL_BAD)
        end_book(shelf, number);
}

static int free_seat(const struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->seat_count; i++)
        if (shelf->seats[i].book == NULL)
            return (int)i;
    return -1;
}

/* Starts the next book with a permit. A book that cannot be started has failed. */
static void start_book(struct shelf *shelf, size_t number, int permit)
{
    struct shelf_book *book = &shelf->books[shelf->next_start++];
    struct seat *seat = &shelf->seats[number];
    struct book_process process = {
        .options = &shelf->book_options,
        .book = book->listed,
        .names = &shelf->names,
        .permits = {shelf->permits, number, permit},
        .others = shelf->descriptors,
        .other_count = shelf->seat_count,
    };
    struct err err = {0};
    if (!shelf_names_need_book(&shelf->names)) {
        book->wish = shelf_names_wish(&shelf->names, book->listed, NULL);
        book->target = shelf_names_give(&shelf->names, book->wish, !shelf->options->dry_run, &err);
        process.target = book->target;
    }
    *seat = (struct seat){.book = book};
    if (err.kind == ERR_NONE &&
        book_process_start(&process, &seat->pid, &shelf->descriptors[number], &err)) {
        book->state = BOOK_RUNS;
        shelf->running++;
        return;
    }
    seat->book = NULL;
    book->state = BOOK_ENDED;
    shelf->ended++;
    permits_reclaim(shelf->permits, number);
    note_failure(shelf, book, &err);
}

static bool can_start(const struct shelf *shelf)
{
    return shelf->next_start < shelf->count && shelf->running < shelf->seat_count;
}

static void start_books(struct shelf *shelf)
{
    while (can_start(shelf)) {
        int seat = free_seat(shelf);
        int permit = permits_take_idle(shelf->permits, (size_t)seat);
        if (permit < 0)
            return;
        start_book(shelf, (size_t)seat, permit);
    }
}

static bool wait_for_books(struct shelf *shelf, struct err *err)
{
    size_t bell = shelf->seat_count;
    for (size_t i = 0; i < shelf->seat_count; i++)
        shelf->polls[i] = (struct pollfd){shelf->descriptors[i], POLLIN, 0};
    shelf->polls[bell] =
        (struct pollfd){can_start(shelf) ? permits_idle_bell(shelf->permits) : -1, POLLIN, 0};
    int ready = poll(shelf->polls, shelf->seat_count + 1, POLL_MS);
    if (ready < 0 && errno != EINTR)
        return err_set(err, ERR_SYSTEM, "cannot wait for the books: %s", strerror(errno));
    for (size_t i = 0; ready > 0 && i < shelf->seat_count; i++)
        if (shelf->polls[i].revents != 0)
            hear(shelf, i);
    return true;
}

static void tell_all(const struct shelf *shelf, int signal_number)
{
    for (size_t i = 0; i < shelf->seat_count; i++)
        if (shelf->seats[i].book != NULL)
            kill(shelf->seats[i].pid, signal_number);
}

/* Lets the running books end by themselves, for they remove what is unfinished. */
static void stop_books(struct shelf *shelf)
{
    struct err err;
    double deadline = tty_clock() + STOP_SECONDS;
    shelf->next_start = shelf->count;
    tell_all(shelf, SIGTERM);
    while (shelf->running > 0 && tty_clock() < deadline && wait_for_books(shelf, &err))
        ;
    for (size_t i = 0; i < shelf->seat_count; i++)
        if (shelf->seats[i].book != NULL)
            end_book(shelf, i);
}

static void print_summary(const struct shelf *shelf)
{
    char length[64], time[64], speed[64];
    double elapsed = tty_clock() - shelf->started;
    size_t good = shelf->ended - shelf->failed - shelf->up_to_date;
    tty_format_seconds(shelf->ended_seconds, length, sizeof length);
    tty_format_seconds(elapsed, time, sizeof time);
    tty_format_speed(shelf->ended_seconds, elapsed, speed, sizeof speed);
    if (shelf->up_to_date > 0)
        tty_say("%zu book%s up to date", shelf->up_to_date,
                shelf->up_to_date == 1 ? " is" : "s are");
    if (good == 0)
        return;
    if (shelf->options->dry_run)
        tty_say("%zu book%s: about %s", good, good == 1 ? "" : "s", length);
    else
        tty_say("%zu book%s: %s, %.1f MB, in %s%s%s%s", good, good == 1 ? "" : "s", length,
                shelf->file_bytes / 1e6, time, speed[0] != '\0' ? " (" : "", speed,
                speed[0] != '\0' ? ")" : "");
}

static bool report_failures(const struct shelf *shelf, struct err *err)
{
    struct text names = {0};
    size_t named = 0;
    if (shelf->failed == 0)
        return true;
    for (size_t i = 0; i < shelf->count && named < NAMES_MOST; i++)
        if (shelf->books[i].failed)
            text_addf(&names, "%s%s", named++ > 0 ? ", " : "", shelf->books[i].listed->path);
    if (shelf->failed > named)
        text_addf(&names, " and %zu more", shelf->failed - named);
    bool alike = shelf->failed == shelf->count && !shelf->kinds_differ;
    err_set(err, alike ? shelf->failed_kind : ERR_BOOKS, "%zu of %zu books failed: %s",
            shelf->failed, shelf->count, names.at);
    text_release(&names);
    return false;
}

static bool render_all(struct shelf *shelf, struct err *err)
{
    bool good = true;
    command_catch_signals();
    if (!shelf->options->no_sandbox)
        sandbox_enter_supervisor();
    while (good && !command_stopped() && shelf->ended < shelf->count) {
        start_books(shelf);
        good = wait_for_books(shelf, err);
    }
    if (shelf->running > 0)
        stop_books(shelf);
    tty_end_progress();
    if (!good || command_stopped())
        return good ? err_set(err, ERR_SYSTEM, "stopped by a signal") : false;
    print_summary(shelf);
    return command_flush(err) && report_failures(shelf, err);
}

static bool open_shelf(struct shelf *shelf, struct err *err)
{
    int jobs = render_jobs(shelf->options);
    shelf->count = shelf->list.count;
    shelf->books = mem_zero(shelf->count, sizeof *shelf->books);
    for (size_t i = 0; i < shelf->count; i++)
        shelf->books[i].listed = &shelf->list.items[i];
    shelf->seat_count = (size_t)jobs + 1; /* one of them may wait for the disk */
    shelf->seats = mem_zero(shelf->seat_count, sizeof *shelf->seats);
    shelf->descriptors = mem_zero(shelf->seat_count, sizeof *shelf->descriptors);
    for (size_t i = 0; i < shelf->seat_count; i++)
        shelf->descriptors[i] = -1;
    shelf->polls = mem_zero(shelf->seat_count + 1, sizeof *shelf->polls);
    shelf->book_options = *shelf->options;
    shelf->book_options.output = NULL;
    shelf->permits = permits_new((size_t)jobs, shelf->seat_count, err);
    return shelf->permits != NULL;
}

static void close_shelf(struct shelf *shelf)
{
    for (size_t i = 0; shelf->books != NULL && i < shelf->count; i++) {
        free(shelf->books[i].wish);
        free(shelf->books[i].target);
        free(shelf->books[i].plan);
    }
    free(shelf->books);
    free(shelf->seats);
    free(shelf->descriptors);
    free(shelf->polls);
    permits_free(shelf->permits);
    shelf_names_release(&shelf->names);
    book_list_release(&shelf->list);
}

/* The name of the only book. */
static char *target_of_one(void *context, const struct metadata *metadata, struct err *err)
{
    struct shelf *shelf = context;
    char *wish = shelf_names_wish(&shelf->names, &shelf->list.items[0], metadata);
    char *target = shelf_names_give(&shelf->names, wish, !shelf->options->dry_run, err);
    free(wish);
    return target;
}

/* One book needs no process of its own. */
static bool render_one(struct shelf *shelf, struct err *err)
{
    const char *path = shelf->list.items[0].path, *output = shelf->options->output;
    const char *folder = shelf->names.folder;
    bool is_named = output != NULL && !takes_folder(shelf->options);
    struct text below = {0};
    text_addf(&below, "%s%s", folder != NULL ? folder : path, folder != NULL ? "/" : "");
    char *tidies = confine_nearest_folder(below.at);
    struct render_request request = {.path = path,
                                     .target = is_named ? NULL : target_of_one,
                                     .context = shelf,
                                     .target_needs_book = shelf_names_need_book(&shelf->names),
                                     .below = folder,
                                     .tidies = tidies};
    bool good = render_book(shelf->options, &request, err);
    free(tidies);
    text_release(&below);
    return good;
}

bool shelf_render(const struct options *options, char **words, int count, struct err *err)
{
    struct shelf shelf = {.options = options, .started = tty_clock()};
    bool good = check_options(options, count, err) &&
                shelf_names_make(&shelf.names, options, err) &&
                book_list_make(&shelf.list, options, words, count, err) &&
                check_list(options, &shelf.list, err) &&
                shelf_names_divide(&shelf.names, options, shelf.list.count, err);
    if (good && shelf.list.count == 1) {
        good = render_one(&shelf, err);
    } else if (good) {
        good = open_shelf(&shelf, err) && render_all(&shelf, err);
    }
    close_shelf(&shelf);
    return good;
}
