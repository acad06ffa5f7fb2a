import type { Language } from '@proclab/core';

const EN = `Usage: ./grade LAB[/EXERCISE] [options]      or: npm run grade LAB -- [options]

LAB is lab-07, 7, 07 or its name. Without options it grades labs/LAB/submission/, which
is begun with the starter the first time.

  --submission DIR   grade this folder instead
  --reference        grade our own solution       --starter        grade the starter
  --mutant NAME      grade a known-bad program    --variant NAME   grade another right one
  --json             print the verdict as JSON and nothing else
  --out DIR          save verdict, evidence and logs there
  --lang zh|en       language, else by LC_ALL or LANG
  -h, --help         this text

npm run judge FILE     compute a verdict again from saved evidence
npm run doctor         what this machine can and cannot do
npm run verify [LAB]   grade every program whose score is known
npm run soak [LAB] -- --runs N --load L --seed S --out DIR
                       grade them over and over, N times per lab, with L busy threads per
                       CPU, and count verdicts that differ

Exit status: 0 all points, 1 points missing, 2 wrong usage, 3 the grader or the machine
could not do its work.
`;

const ZH = `用法：./grade 实验[/练习] [选项]            或：npm run grade 实验 -- [选项]

“实验”写作 lab-07、7、07 或它的名字。不加选项时评 labs/<实验>/submission/；第一次会先
把起始代码复制过去。

  --submission DIR   改评这个文件夹
  --reference        评我们自己的解答             --starter        评起始代码
  --mutant NAME      评一个已知有错的程序         --variant NAME   评另一种正确写法
  --json             只输出 JSON 格式的评分结果
  --out DIR          把结果、证据和日志存到这里
  --lang zh|en       语言，否则看 LC_ALL 或 LANG
  -h, --help         显示本说明

npm run judge 文件     用保存的证据重新计算评分结果
npm run doctor         看这台机器能做什么、不能做什么
npm run verify [实验]  评所有已知分数的程序，核对结果
npm run soak [实验] -- --runs N --load L --seed S --out DIR
                       反复评这些程序，每个实验 N 次，每个 CPU 上有 L 个线程空转，数出
                       有出入的结果

退出状态：0 满分；1 未得满分；2 用法有误；3 评分程序或机器无法完成工作。
`;

/** How to call the program. */
export function help(language: Language): string {
  return language === 'zh' ? ZH : EN;
}
