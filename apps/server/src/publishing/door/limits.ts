import type { Database } from "@fanal/database";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../../network.ts";

export interface Knock {
  pageId: string;
  address: string;
}

export interface DoorLimits {
  /** Counts a try before a password is looked at; resolves with the seconds to wait when there were too many. */
  beforeTry: (knock: Knock) => Promise<number | null>;
  /** Gives the try back, so that people who know the password are never held up. */
  afterSuccess: (knock: Knock) => Promise<void>;
}

const windowSeconds = 15 * 60;

/**
 * Wrong passwords in 15 minutes, shared by all servers: 10 for a page from one network, 60 from one network for all
 * pages, 500 for a page from everywhere.
 */
export function createDoorLimits(database: Database): DoorLimits {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix,
      points,
      duration: windowSeconds,
      clearExpiredByTimeout: false,
    });
  const byPageAndNetwork = limiter("door-pair", 10);
  const byNetwork = limiter("door-network", 60);
  const byPage = limiter("door-page", 500);

  return {
    beforeTry: async (knock) => {
      try {
        await byNetwork.consume(networkOf(knock.address));
        await byPageAndNetwork.consume(pairOf(knock));
        await byPage.consume(knock.pageId);
        return null;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return Math.ceil(error.msBeforeNext / 1000);
      }
    },
    afterSuccess: async (knock) => {
      await byNetwork.reward(networkOf(knock.address));
      await byPageAndNetwork.reward(pairOf(knock));
      await byPage.reward(knock.pageId);
    },
  };
}

function pairOf({ pageId, address }: Knock): string {
  return `${pageId} ${networkOf(address)}`;
}
