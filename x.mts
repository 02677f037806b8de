import fs from 'node:fs'; import { Fitter } from './src/image/fit.ts'; import { inspect } from './src/image/inspect.ts'; import { pictureInMemory } from './src/image/picture.ts';import sharp from 'sharp';
const f=new Fitter({worker:new URL('./src/image/worker.ts',import.meta.url)});
for (const file of process.argv.slice(2)) { const o=[],s=[]; for (let r=0;r<4;r++){ const i=await inspect(pictureInMemory('a',fs.readFileSync(file))); const x='refusal' in i ? i.fittable! : i;
let c=process.cpuUsage(); const v=await f.fit(x,{},new AbortController().signal); let d=process.cpuUsage(c); o.push(((d.user+d.system)/1000).toFixed(0));
c=process.cpuUsage(); await sharp(fs.readFileSync(file)).resize(3651,2738).jpeg({quality:85}).toBuffer(); d=process.cpuUsage(c); s.push(((d.user+d.system)/1000).toFixed(0));} console.log(file,'cpu ms ours',o,'sharp',s); }
await f.dispose();
