export { visible } from '@proclab/core';
