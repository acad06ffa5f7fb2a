/* Has the compiler print errors without end, each with the whole story of how it came about. */
#define E1 1->x; 1->x; 1->x; 1->x; 1->x; 1->x; 1->x; 1->x; 1->x; 1->x;
#define E2 E1 E1 E1 E1 E1 E1 E1 E1 E1 E1
#define E3 E2 E2 E2 E2 E2 E2 E2 E2 E2 E2
#define E4 E3 E3 E3 E3 E3 E3 E3 E3 E3 E3

int main(void)
{
    E4
}
