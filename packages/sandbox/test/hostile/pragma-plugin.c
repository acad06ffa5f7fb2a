/* Loads code of its own into the compiler: plugins by pragma and attribute, a precompiled header, options of the driver. */
#pragma GCC plugin "./siblings.so"
#pragma GCC optimize("-fplugin=./siblings.so", "-wrapper=/bin/sh,-c,id")
#pragma GCC pch_preprocess "siblings.gch"
#pragma GCC dependency "/etc/shadow"
__attribute__((optimize("-fplugin=./siblings.so"))) int main(void)
{
    return 0;
}
