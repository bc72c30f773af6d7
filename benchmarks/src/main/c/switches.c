/* What a coroutine costs in C: ucontext to get on to a new stack, sigsetjmp and siglongjmp to switch, as the
   fast implementations do (swapcontext alone makes a system call a switch). Prints nanoseconds an operation,
   some samples of each test; benchmarks/coroutines sets them beside the JVM's.

     cc -O2 -o switches switches.c && ./switches

   The five tests are those of a well-known C coroutine library: lifecycle, nesting, yield, function call, cost. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>

enum { STACK = 1 << 20, GUARD = 4096, DEPTH = 1000, MANY = 10000, SAMPLES = 20 };

typedef struct coroutine {
    sigjmp_buf inside, outside;
    char *stack;
    void (*body)(void *);
    void *argument;
    int dead;
    struct coroutine *caller, *pooled;
} coroutine;

static coroutine *current, *pool;
static int pooling;

static void live(unsigned high, unsigned low) {
    coroutine *self = (coroutine *)((uintptr_t)high << 32 | low);
    if (!sigsetjmp(self->inside, 0)) siglongjmp(self->outside, 1);
    for (;;) {
        self->body(self->argument);
        self->dead = 1;
        if (!sigsetjmp(self->inside, 0)) siglongjmp(self->outside, 1);
    }
}

static coroutine *make(void) {
    coroutine *made = calloc(1, sizeof *made);
    made->stack = mmap(0, STACK + GUARD, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made->stack == MAP_FAILED || mprotect(made->stack, GUARD, PROT_NONE)) { perror("stack"); exit(1); }
    ucontext_t there, here;
    getcontext(&there);
    there.uc_link = &here;
    there.uc_stack.ss_sp = made->stack + GUARD;
    there.uc_stack.ss_size = STACK;
    uintptr_t self = (uintptr_t)made;
    makecontext(&there, (void (*)(void))live, 2, (unsigned)(self >> 32), (unsigned)self);
    if (!sigsetjmp(made->outside, 0)) swapcontext(&here, &there);
    return made;
}

static coroutine *create(void (*body)(void *), void *argument) {
    coroutine *made = pool;
    if (made) pool = made->pooled; else made = make();
    made->body = body; made->argument = argument; made->dead = 0;
    return made;
}

static void end(coroutine *dead) {
    if (pooling) { dead->pooled = pool; pool = dead; return; }
    munmap(dead->stack, STACK + GUARD);
    free(dead);
}

static __attribute__((noinline)) void enter(coroutine *entered) {
    entered->caller = current;
    current = entered;
    if (!sigsetjmp(entered->outside, 0)) siglongjmp(entered->inside, 1);
    current = entered->caller;
    if (entered->dead) end(entered);
}

static __attribute__((noinline)) void yield(void) {
    coroutine *self = current;
    if (!sigsetjmp(self->inside, 0)) siglongjmp(self->outside, 1);
}

static void nothing(void *argument) { (void)argument; }
static void yields(void *argument) { (void)argument; for (;;) yield(); }
static void yields_once(void *argument) { (void)argument; yield(); }
static void nests(void *argument) { long depth = (long)argument; if (depth) enter(create(nests, (void *)(depth - 1))); }
static volatile long calls;
static __attribute__((noinline)) void call(void) { calls++; }

/* One that yields for ever, and many; these are entered in no order, so that the cache's guesses do not help. */
static coroutine *one, *many[MANY];

static void make_yielding(void) {
    enter(one = create(yields, 0));
    for (int i = 0; i < MANY; i++) enter(many[i] = create(yields, 0));
    for (int i = MANY - 1; i > 0; i--) {
        int j = rand() % (i + 1);
        coroutine *swapped = many[i]; many[i] = many[j]; many[j] = swapped;
    }
}

static void lifecycle(long times) { while (times--) enter(create(nothing, 0)); }
static void nesting(long times) { while (times--) enter(create(nests, (void *)(DEPTH - 1L))); }
static void yield_one(long times) { while (times--) enter(one); }
static void yield_among_many(long times) { while (times--) for (int i = 0; i < MANY; i++) enter(many[i]); }
static void function_call(long times) { while (times--) call(); }
static void cost(long times) { while (times--) { coroutine *c = create(yields_once, 0); enter(c); enter(c); } }

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }

/* The first time is for warming up. */
static void measure(const char *name, void (*test)(long), long times, long operations) {
    test(times);
    for (int i = 0; i < SAMPLES; i++) {
        double from = now();
        test(times);
        printf("%s %.2f\n", name, (now() - from) / times / operations);
    }
}

int main(void) {
    measure("lifecycle-unpooled", lifecycle, 5000, 1);
    pooling = 1;
    measure("lifecycle", lifecycle, 1000000, 1);
    measure("nesting", nesting, 500, DEPTH);
    make_yielding();
    measure("yield", yield_one, 2000000, 1);
    measure("yieldAmongMany", yield_among_many, 50, MANY);
    measure("functionCall", function_call, 20000000, 1);
    measure("cost", cost, 1000000, 1);
    return 0;
}
