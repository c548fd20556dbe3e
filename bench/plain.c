/* The text message of bench/messages.py, NDJSON file to NDJSON file, by hand.

   plain ROWS PAYLOADS maps the rows, finds the seven fields of each line, and writes the payload
   around them. A string that is written in JSON's shortest way is copied as it stands; any other is
   written anew. A line that lacks a field, or has one of another type, is counted and left out.
   It doesn't look at UTF-8, at half pairs or at marks of direction, as msgc does. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PHONE, NAME, ORDER, CITY, PRODUCT, COUNT, NOTE, FIELDS };
static const char *const NAMES[FIELDS] = {"phone", "name", "order", "city",
                                          "product", "count", "note"};

typedef struct { const char *at; size_t size; int is_odd; } Value;

#define OUT_SIZE (1 << 20)
static char out[OUT_SIZE];
static size_t used;
static int target;

static void fail(const char *what) { perror(what); exit(2); }

static void flush(void) {
    for (size_t done = 0; done < used;) {
        ssize_t wrote = write(target, out + done, used - done);
        if (wrote < 0) fail("write");
        done += (size_t)wrote;
    }
    used = 0;
}

static void put(const char *from, size_t size) {
    if (used + size > OUT_SIZE) flush();
    if (size > OUT_SIZE) { fputs("a value is too long\n", stderr); exit(2); }
    memcpy(out + used, from, size);
    used += size;
}

#define LITERAL(text) put(text, sizeof(text) - 1)

static unsigned hex4(const char *at) {
    char digits[5] = {at[0], at[1], at[2], at[3], 0};
    return (unsigned)strtoul(digits, NULL, 16);
}

static void put_point(unsigned point) {
    char bytes[8];
    if (point == '"' || point == '\\') { bytes[0] = '\\'; bytes[1] = (char)point; put(bytes, 2); }
    else if (point < 0x20) {
        const char *letters = "\b\f\n\r\t", *names = "bfnrt", *found = strchr(letters, (int)point);
        if (found && point) { bytes[0] = '\\'; bytes[1] = names[found - letters]; put(bytes, 2); }
        else { put(bytes, (size_t)snprintf(bytes, sizeof bytes, "\\u%04x", point)); }
    }
    else if (point < 0x80) { bytes[0] = (char)point; put(bytes, 1); }
    else if (point < 0x800) {
        bytes[0] = (char)(0xC0 | point >> 6); bytes[1] = (char)(0x80 | (point & 63));
        put(bytes, 2);
    }
    else if (point < 0x10000) {
        bytes[0] = (char)(0xE0 | point >> 12); bytes[1] = (char)(0x80 | (point >> 6 & 63));
        bytes[2] = (char)(0x80 | (point & 63));
        put(bytes, 3);
    }
    else {
        bytes[0] = (char)(0xF0 | point >> 18); bytes[1] = (char)(0x80 | (point >> 12 & 63));
        bytes[2] = (char)(0x80 | (point >> 6 & 63)); bytes[3] = (char)(0x80 | (point & 63));
        put(bytes, 4);
    }
}

static void put_odd(const char *at, const char *end) {
    while (at < end) {
        if (*at != '\\') { put(at++, 1); continue; }
        if (at[1] == '/') { put("/", 1); at += 2; continue; }
        if (at[1] != 'u') { put(at, 2); at += 2; continue; }
        unsigned point = hex4(at + 2);
        at += 6;
        if (point >= 0xD800 && point < 0xDC00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
            point = 0x10000 + ((point - 0xD800) << 10) + (hex4(at + 2) - 0xDC00);
            at += 6;
        }
        put_point(point);
    }
}

static void put_value(const Value *value) {
    if (value->is_odd) put_odd(value->at, value->at + value->size);
    else put(value->at, value->size);
}

static const char *blanks(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) at++;
    return at;
}

/* From behind the opening quote to the closing one; NULL where there is none. */
static const char *string(const char *at, const char *end, Value *value) {
    value->at = at;
    value->is_odd = 0;
    for (; at < end && *at != '"'; at++) {
        if ((unsigned char)*at < 0x20) return NULL;
        if (*at == '\\') {
            if (++at == end) return NULL;
            value->is_odd |= *at == 'u' || *at == '/';
        }
    }
    value->size = (size_t)(at - value->at);
    return at < end ? at : NULL;
}

static const char *number(const char *at, const char *end, Value *value) {
    const char *start = at;
    if (at < end && *at == '-') at++;
    const char *digits = at;
    while (at < end && *at >= '0' && *at <= '9') at++;
    value->at = start;
    value->size = (size_t)(at - start);
    value->is_odd = 0;
    int is_sound = at > digits && !(at - digits > 1 && *digits == '0');
    return is_sound && at < end && (*at == ',' || *at == '}' || *at == ' ') ? at : NULL;
}

/* Over a value that isn't used: a string, or anything up to the comma or brace behind it. */
static const char *skip(const char *at, const char *end) {
    Value ignored;
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '"') { if (!(at = string(at + 1, end, &ignored))) return NULL; }
        else if (*at == '{' || *at == '[') depth++;
        else if (depth == 0 && (*at == ',' || *at == '}')) return at;
        else if (*at == '}' || *at == ']') depth--;
    }
    return NULL;
}

static int field_of(const Value *name) {
    for (int field = 0; field < FIELDS; field++)
        if (strlen(NAMES[field]) == name->size && !memcmp(NAMES[field], name->at, name->size))
            return field;
    return FIELDS;
}

static int read_row(const char *at, const char *end, Value values[FIELDS]) {
    int seen = 0;
    at = blanks(at, end);
    if (at == end || *at++ != '{') return 0;
    for (;;) {
        Value name;
        at = blanks(at, end);
        if (at == end || *at++ != '"' || !(at = string(at, end, &name))) return 0;
        at = blanks(at + 1, end);
        if (at == end || *at++ != ':') return 0;
        at = blanks(at, end);
        int field = field_of(&name);
        if (field == FIELDS) at = skip(at, end);
        else if (field == COUNT) at = number(at, end, &values[field]);
        else if (at == end || *at != '"') return 0;
        else if ((at = string(at + 1, end, &values[field]))) at++;
        if (!at) return 0;
        if (field < FIELDS) seen |= 1 << field;
        at = blanks(at, end);
        if (at == end) return 0;
        if (*at == '}') return seen == (1 << FIELDS) - 1 && blanks(at + 1, end) == end;
        if (*at++ != ',') return 0;
    }
}

static void write_payload(const Value v[FIELDS]) {
    LITERAL("{\"receiver\":{\"contacts\":[{\"identifierValue\":\"");
    put_value(&v[PHONE]);
    LITERAL("\"}]},\"reference\":\"order-");
    put_value(&v[ORDER]);
    LITERAL("\",\"body\":{\"type\":\"text\",\"text\":{\"text\":\"Hi ");
    put_value(&v[NAME]);
    LITERAL(", your order *");
    put_value(&v[ORDER]);
    LITERAL("* of ");
    put_value(&v[COUNT]);
    LITERAL(" × ");
    put_value(&v[PRODUCT]);
    LITERAL(" left for ");
    put_value(&v[CITY]);
    LITERAL(".\\nYour note: ");
    put_value(&v[NOTE]);
    LITERAL("\",\"actions\":[{\"type\":\"postback\",\"postback\":{\"text\":\"Track it\","
            "\"payload\":\"track:");
    put_value(&v[ORDER]);
    LITERAL("\"}},{\"type\":\"postback\",\"postback\":{\"text\":\"Cancel it\","
            "\"payload\":\"cancel:");
    put_value(&v[ORDER]);
    LITERAL("\"}}]}}}\n");
}

int main(int count, char **words) {
    struct stat info;
    if (count != 3) { fputs("plain ROWS PAYLOADS\n", stderr); return 2; }
    int source = open(words[1], O_RDONLY);
    if (source < 0 || fstat(source, &info) < 0) fail(words[1]);
    target = open(words[2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (target < 0) fail(words[2]);
    if (!info.st_size) return 0;
    const char *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, source, 0);
    if (at == MAP_FAILED) fail("mmap");
    const char *end = at + info.st_size;
    size_t refused = 0;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        Value values[FIELDS];
        if (read_row(at, stop, values)) write_payload(values);
        else refused++;
        at = stop + 1;
    }
    flush();
    if (refused) fprintf(stderr, "%zu rows refused\n", refused);
    return refused != 0;
}
