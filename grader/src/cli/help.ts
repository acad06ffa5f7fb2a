import type { Language } from '@proclab/core';

/** Only where the project has solutions: a class gets it without. */
const OWN_EN = `  --reference        grade our own solution
  --mutant NAME      grade a known-bad program    --variant NAME   grade another right one
  --racy NAME        grade a program that is right by luck
  --repaired NAME    grade the same without the race
`;

const OWN_COMMANDS_EN = `npm run verify [LAB]   grade every program whose score is known
npm run soak [LAB] -- --runs N --load L --seed S --out DIR
                       grade them over and over, N times per lab, with L busy processes per
                       CPU, and count verdicts that differ; --each N: each program N times;
                       --only racy: only programs with a race and their repaired twins;
                       --jobs J: J grades at a time, not as many as there is room for
`;

const EN = (own: boolean) => `Usage: ./grade LAB[/EXERCISE] [options]      or: npm run grade LAB -- [options]

LAB is lab-07, 7, 07 or its name. Without options it grades labs/LAB/submission/, which
is begun with the starter the first time.

  --submission DIR   grade this folder instead
  --starter          grade the starter
${own ? OWN_EN : ''}  --json             print the verdict as JSON and nothing else
  --format NAME=FILE write the verdict to FILE as junit, github-annotations,
                     github-summary, gradescope, classroom, json or terminal; again for
                     more files. Without =FILE it is printed instead of the report
  --out DIR          save verdict, evidence and logs there
  --lang zh|en       language, else by LC_ALL or LANG
  -h, --help         this text

npm run judge FILE     compute a verdict again from saved evidence
npm run doctor         what this machine can and cannot do
${own ? OWN_COMMANDS_EN : ''}
Exit status: 0 all points, 1 points missing, 2 wrong usage, 3 the grader or the machine
could not do its work.
`;

const OWN_ZH = `  --reference        评我们自己的解答
  --mutant NAME      评一个已知有错的程序         --variant NAME   评另一种正确写法
  --racy NAME        评一个靠运气才对的程序       --repaired NAME  评修好了竞争的同一个程序
`;

const OWN_COMMANDS_ZH = `npm run verify [实验]  评所有已知分数的程序，核对结果
npm run soak [实验] -- --runs N --load L --seed S --out DIR
                       反复评这些程序，每个实验 N 次，每个 CPU 上有 L 个进程空转，数出
                       有出入的结果；--each N：每个程序 N 次；--only racy：只评有竞争的
                       程序和修好的同伴；--jobs J：同时评 J 个，不看机器还有没有余力
`;

const ZH = (own: boolean) => `用法：./grade 实验[/练习] [选项]            或：npm run grade 实验 -- [选项]

“实验”写作 lab-07、7、07 或它的名字。不加选项时评 labs/<实验>/submission/；第一次会先
把起始代码复制过去。

  --submission DIR   改评这个文件夹
  --starter          评起始代码
${own ? OWN_ZH : ''}  --json             只输出 JSON 格式的评分结果
  --format 格式=文件 把评分结果按 junit、github-annotations、github-summary、gradescope、
                     classroom、json 或 terminal 格式写进文件；可以给多次。不带“=文件”
                     时，打印它来代替报告
  --out DIR          把结果、证据和日志存到这里
  --lang zh|en       语言，否则看 LC_ALL 或 LANG
  -h, --help         显示本说明

npm run judge 文件     用保存的证据重新计算评分结果
npm run doctor         看这台机器能做什么、不能做什么
${own ? OWN_COMMANDS_ZH : ''}
退出状态：0 满分；1 未得满分；2 用法有误；3 评分程序或机器无法完成工作。
`;

/**
 * How to call the program.
 *
 * @param own whether there are programs of our own to grade
 */
export function help(language: Language, own: boolean): string {
  return language === 'zh' ? ZH(own) : EN(own);
}
