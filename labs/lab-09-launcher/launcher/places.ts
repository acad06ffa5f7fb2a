export const NAME = 'launcher';
export const CONF = '/etc/launcher.conf';
export const LOG = '/var/log/launcher.log';
/** The name that the program is started under a second time. */
export const OTHER_NAME = 'abc';
export const OTHER_LOG = `/var/log/${OTHER_NAME}.log`;
