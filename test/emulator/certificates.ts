import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCA, createCert } from 'mkcert';
import { ZOHO_HOSTS } from './dataCenter.ts';

export interface Certificates {
  /** The authority's certificate, as PEM, for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** Certificate and key for all Zoho host names and loopback, as PEM. */
  cert: string;
  key: string;
  remove(): Promise<void>;
}

/** A certificate authority for this run only. Its key stays in memory, so it can't be misused later. */
export async function makeCertificates(): Promise<Certificates> {
  const ca = await createCA({
    organization: 'Zoho CRM emulator',
    countryCode: 'AT',
    state: 'Vienna',
    locality: 'Vienna',
    validity: 2,
  });
  const domains = ['localhost', '127.0.0.1', ...ZOHO_HOSTS.map(({ host }) => host)];
  const { cert, key } = await createCert({ ca, domains, validity: 2 });
  const folder = await mkdtemp(path.join(tmpdir(), 'emulator-ca-'));
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, ca.cert);
  return { caFile, cert, key, remove: () => rm(folder, { recursive: true, force: true }) };
}
