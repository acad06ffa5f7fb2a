/* What a bomb of templates is in C: types within types, each twice the one before it, and a value of the last. */
#define TWICE(type, half) typedef struct { half left, right; } type
#define AGAIN(n) TWICE(T##n##1, T##n); TWICE(T##n##11, T##n##1); TWICE(T##n##111, T##n##11); TWICE(T##n##1111, T##n##111)
typedef struct { long all[1 << 10]; } T0;
AGAIN(0);
AGAIN(01111);
AGAIN(011111111);
AGAIN(0111111111111);
static T01111111111111111 everything = { .right = { .right = { .right = { .right = { .left = { { { { { { { { { { { { { 1 } } } } } } } } } } } } } } } } } };

int main(void)
{
    return sizeof everything > 1;
}
