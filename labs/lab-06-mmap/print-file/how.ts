import {
  bytesMapped,
  type Call,
  type Check,
  fail,
  isUnmapped,
  type MadeMapping,
  notChecked,
  pass,
  type Text,
} from '@proclab/lab-kit';
import { CARRIERS, carriedBy, mappingsOf, READS, shortExhibits } from '../shared/by-mapping.ts';
import { bytesIn, PAGE } from '../shared/starts.ts';
import { FILES, LOOKED_AT, ofFiles, pathOf } from './files.ts';

export const throughMapping: Check = {
  id: 'through-mapping',
  points: 15,
  must: {
    zh: '内容来自映射：整个文件都被映射，而不是用 read 读来',
    en: 'The content comes through a mapping: the whole file is mapped, and not read by read',
  },
  hint: {
    zh: '用 mmap 映射文件的全部长度（或一段一段地映射，直到末尾），直接从那块内存打印。',
    en: 'Map the full size of the file with mmap (or window by window, to its end), and print from that memory.',
  },
  see: 'strace -f -y -e trace=openat,mmap,read,pread64,sendfile,munmap ./print-file poem.txt',
  blame: ['read', 'fread', 'fgets', 'getline', 'fgetc', 'mmap'],
  on: 'traced',
  judge: ofFiles(LOOKED_AT, ({ lives, program }, name, run) => {
    const size = bytesIn(FILES[name].content);
    const mappings = mappingsOf(run, lives, pathOf(name));
    const carried = carriedBy(run, lives, [...READS, ...CARRIERS], pathOf(name));
    const calls = [...mappings.map(({ call }) => call), ...carried.calls];
    const sight = { ms: calls[0]?.at ?? program.startedAt, exhibits: shortExhibits(calls) };
    if (mappings.length === 0) return fail({ zh: `${name} 没有被映射`, en: `${name} was not mapped` }, sight);
    const covered = bytesMapped(mappings.filter(({ readable, writable }) => readable || writable));
    if (covered < size) {
      return fail(
        {
          zh: `${name} 有 ${size} 字节，映射的只有前 ${covered} 字节`,
          en: `of the ${size} bytes of ${name} only the first ${covered} were mapped`,
        },
        sight,
      );
    }
    // To find the size, fseek(3) reads what the last block holds.
    return carried.bytes < PAGE
      ? pass({ zh: `${name} 整个被映射`, en: `all of ${name} was mapped` }, sight)
      : fail(
          {
            zh: `${name} 虽然被映射，却又读了 ${carried.bytes} 字节`,
            en: `${name} was mapped, but ${carried.bytes} bytes of it were read as well`,
          },
          sight,
        );
  }),
};

export const unmapped: Check = {
  id: 'unmapped',
  points: 10,
  must: {
    zh: '用 munmap 把映射全部解除',
    en: 'What was mapped is unmapped with munmap, all of it',
  },
  hint: {
    zh: 'munmap 要用 mmap 返回的地址和同样的长度。移动过的指针不行：另用一个变量去移动。',
    en: 'munmap wants the address that mmap returned and the same length. A pointer that was moved won’t do: move another one.',
  },
  see: 'strace -f -y -e trace=mmap,munmap ./print-file poem.txt',
  blame: ['munmap', 'mmap'],
  on: 'traced',
  judge: ofFiles(LOOKED_AT, ({ lives, program }, name, run) => {
    const mappings = mappingsOf(run, lives, pathOf(name));
    const left = mappings.find((mapping) => !isUnmapped(run, mapping));
    const tried = (run.trace?.calls ?? []).filter(
      (call) => call.name === 'munmap' && lives.some(({ pid }) => pid === call.pid) && call.error !== null,
    );
    const sight = {
      ms: (left ?? mappings[0])?.call.at ?? program.startedAt,
      exhibits: shortExhibits([...mappings.map(({ call }) => call), ...tried]),
    };
    if (mappings.length === 0)
      return notChecked({ zh: `${name} 没有被映射`, en: `${name} was not mapped` }, sight);
    return left === undefined
      ? pass({ zh: `${name} 的映射已全部解除`, en: `what was mapped of ${name} was unmapped` }, sight)
      : fail(whyLeft(name, left, tried), sight);
  }),
};

function whyLeft(name: string, { call }: MadeMapping, [failed]: readonly Call[]): Text {
  if (failed === undefined)
    return { zh: `${name} 的映射没有全部解除`, en: `not all that was mapped of ${name} was unmapped` };
  const [given = '', length = ''] = failed.args.split(', ');
  const mapped = `0x${call.result!.toString(16)}`;
  if (given === mapped)
    return {
      zh: `munmap 得到的地址是对的，长度却是 ${length}：${failed.error}`,
      en: `munmap was given the right address, but ${length} for the length: ${failed.error}`,
    };
  return {
    zh: `${call.name} 返回 ${mapped}，munmap 得到的地址却是 ${given}：${failed.error}`,
    en: `${call.name} returned ${mapped}, but munmap was given ${given}: ${failed.error}`,
  };
}
