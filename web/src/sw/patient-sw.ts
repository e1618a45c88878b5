declare const self: ServiceWorkerGlobalScope & {__WB_MANIFEST: unknown}; import {precache} from "workbox-precaching"; precache(self.__WB_MANIFEST as any)
